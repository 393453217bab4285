// A line that breaks: hands bytes on to an address, and is cut where it is told.

import { connect, createServer } from "node:net";

/**
 * Listens at an address of its own and hands on to `target()` (a port). Each connection is cut once `cuts` gives a number
 * and so many bytes have gone up over it; `sent` counts what was sent up in all. `cutAfter([…])` cuts whichever connection
 * has carried the last of so many bytes, counted over all of them.
 */
export async function badLine(target, cuts) {
  const line = { sent: 0, cut: 0 };
  let planned = [];
  line.cutAfter = (points) => (planned = points);
  const open = new Set();
  const server = createServer((near) => {
    const far = connect(target(), "127.0.0.1");
    const both = [near, far];
    open.add(both);
    const end = () => {
      open.delete(both);
      both.forEach((socket) => socket.destroy());
    };
    let left = cuts.shift() ?? Infinity;
    near.on("data", (bytes) => {
      line.sent += bytes.length;
      const most = Math.min(left, planned[0] ?? Infinity);
      far.write(bytes.subarray(0, Math.min(bytes.length, most)));
      left -= bytes.length;
      if (planned.length > 0) planned[0] -= bytes.length;
      if (most <= bytes.length) {
        if (planned[0] <= 0) planned.shift();
        line.cut += 1;
        end();
      }
    });
    far.on("data", (bytes) => near.write(bytes));
    for (const socket of both) socket.on("close", end).on("error", end);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  line.port = server.address().port;
  line.end = () => {
    for (const both of open) both.forEach((socket) => socket.destroy());
    return new Promise((resolve) => server.close(resolve));
  };
  return line;
}

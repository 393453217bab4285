// A demo of its own for each journey, on either engine, and its end.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The program under test: `TERBUKA_BIN`, else the one of a plain `cargo build`. */
const BINARY = process.env.TERBUKA_BIN ?? new URL("../../target/debug/terbuka", import.meta.url).pathname;
/** Address of a scratch server's superuser (`tools/pg-scratch.sh start`). */
const POSTGRES = process.env.TERBUKA_TEST_POSTGRES;
const START_TIMEOUT = 60_000;
const STOP_TIMEOUT = 35_000;

let databases = 0;

/** The engines that journeys run on. Without a server PostgreSQL is left out, or fails where `CI=true`. */
export function engines() {
  if (POSTGRES || process.env.CI === "true") return ["sqlite", "postgres"];
  console.error("not run on PostgreSQL: TERBUKA_TEST_POSTGRES is not set (tools/pg-scratch.sh start)");
  return ["sqlite"];
}

function psql(statement) {
  execFileSync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", POSTGRES, "-c", statement], { stdio: "pipe" });
}

/** Starts `terbuka demo` on a fresh database. Call `stop()` in the end. */
export async function startDemo(engine) {
  const folder = mkdtempSync(join(tmpdir(), "terbuka-e2e-"));
  const args = ["demo", "--folder", folder, "--port", "0"];
  let database;
  if (engine === "postgres") {
    if (!POSTGRES) throw new Error("TERBUKA_TEST_POSTGRES is not set (tools/pg-scratch.sh start)");
    database = `e2e_${process.pid}_${(databases += 1)}`;
    psql(`CREATE DATABASE ${database}`);
    const url = new URL(POSTGRES);
    url.pathname = `/${database}`;
    args.push("--database", url.href);
  }
  const child = spawn(BINARY, args, { stdio: ["ignore", "pipe", "pipe"] });
  const log = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));

  const { base, password } = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no start in ${START_TIMEOUT} ms\n${log.join("\n")}`)), START_TIMEOUT);
    const found = {};
    createInterface({ input: child.stdout }).on("line", (line) => {
      found.base ??= line.match(/http:\/\/[0-9.:]+/)?.[0];
      found.password ??= line.match(/password: (.+)$/)?.[1];
      if (line.startsWith("Stop with")) {
        clearTimeout(timer);
        resolve(found);
      }
    });
    child.once("error", reject);
    ended.then((how) => reject(new Error(`ended with ${how}\n${log.join("\n")}`)));
  });

  return {
    base,
    password,
    /** Lines of the log. */
    log,
    /** Ends the program as an operator does, and says how it ended. */
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT);
      const how = await ended;
      clearTimeout(timer);
      rmSync(folder, { recursive: true, force: true });
      if (database) psql(`DROP DATABASE ${database} WITH (FORCE)`);
      return how;
    },
  };
}

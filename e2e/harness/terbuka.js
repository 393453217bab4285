// A demo of its own for each journey, on either engine, and its end.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
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

const databaseUrl = (name) => {
  const url = new URL(POSTGRES);
  url.pathname = `/${name}`;
  return url.href;
};

/** A place for a demo's data: a folder, and on PostgreSQL a database, both copies of `origin` where one is given. */
function makePlace(engine, origin) {
  const folder = mkdtempSync(join(tmpdir(), "terbuka-e2e-"));
  const place = { folder, args: ["demo", "--folder", folder, "--port", "0"] };
  if (origin) cpSync(origin.folder, folder, { recursive: true });
  if (engine === "postgres") {
    if (!POSTGRES) throw new Error("TERBUKA_TEST_POSTGRES is not set (tools/pg-scratch.sh start)");
    place.database = `e2e_${process.pid}_${(databases += 1)}`;
    psql(`CREATE DATABASE ${place.database}${origin ? ` TEMPLATE ${origin.database}` : ""}`);
    place.args.push("--database", databaseUrl(place.database));
  }
  return place;
}

function clearPlace({ folder, database }) {
  rmSync(folder, { recursive: true, force: true });
  if (database) psql(`DROP DATABASE ${database} WITH (FORCE)`);
}

/** For each engine a demo that was made once by this process: a first start takes ten seconds, a copy of it takes one. */
const origins = new Map();

async function originOf(engine) {
  if (!origins.has(engine)) {
    const place = makePlace(engine);
    origins.set(engine, place);
    const log = [];
    const how = await (await run(place.args, log)).end();
    if (how !== 0) throw new Error(`ended with ${how}\n${log.join("\n")}`);
  }
  return origins.get(engine);
}

process.on("exit", () => origins.forEach(clearPlace));

/** The program with these arguments, once it says that it serves. `end()` ends it as an operator does. */
async function run(args, log) {
  const child = spawn(BINARY, args, { stdio: ["ignore", "pipe", "pipe"] });
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  const end = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT);
    const how = await ended;
    clearTimeout(timer);
    return how;
  };
  const crash = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  let timer;
  const told = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no start in ${START_TIMEOUT} ms\n${log.join("\n")}`)), START_TIMEOUT);
    const found = {};
    createInterface({ input: child.stdout }).on("line", (line) => {
      found.base ??= line.match(/http:\/\/[0-9.:]+/)?.[0];
      found.password ??= line.match(/password: (.+)$/)?.[1];
      if (line.startsWith("Stop with")) resolve(found);
    });
    child.once("error", reject);
    ended.then((how) => reject(new Error(`ended with ${how}\n${log.join("\n")}`)));
  });
  try {
    return { ...(await told), end, crash };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Starts `terbuka demo` on a fresh database, its clock at the instant `at` where one is given. `restart({ at })` ends it
 * and starts it again on the same data, at another address: `base` is always that of now. Call `stop()` in the end.
 */
export async function startDemo(engine, { at } = {}) {
  // Where the clock is set, what the first start writes depends on it.
  const place = makePlace(engine, at ? undefined : await originOf(engine));
  const log = [];
  const start = (time) => run(time ? [...place.args, "--at", time] : place.args, log);
  let running;
  try {
    running = await start(at);
  } catch (error) {
    clearPlace(place);
    throw error;
  }

  return {
    get base() {
      return running.base;
    },
    get password() {
      return running.password;
    },
    /** Lines of the log. */
    log,
    async restart({ at: time } = {}) {
      const how = await running.end();
      if (how !== 0) throw new Error(`ended with ${how}\n${log.join("\n")}`);
      running = await start(time);
    },
    /** Kills the program as a power cut does, and starts it again. */
    async crash() {
      await running.crash();
      running = await start();
    },
    /** Ends the program as an operator does, and says how it ended. */
    async stop() {
      const how = await running.end();
      clearPlace(place);
      return how;
    },
  };
}

// The real endpoint for a test, on a port of the system's choice.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";

/** Starts `zbor feedback serve` with its data in a folder and so many posts before one more step is asked for; `kill` ends
    it. */
export async function endpoint(folder, limit, ...args) {
  const settings = path.join(folder, "settings.yaml");
  await fs.writeFile(settings, `limits: { network: [${limit}, 999, 999], form: [999, 999, 999], site: [999, 999, 999] }\n`);
  const child = spawn(process.env.ZBOR, ["feedback", "serve", "--lang", "en", "--listen", "127.0.0.1:0", "--operations", "off",
    "--data", path.join(folder, "data"), "--config", settings, ...args]);
  const address = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (more) => {
      said += more;
      const found = /http:\/\/127\.0\.0\.1(:\d+)/.exec(said);
      if (found) resolve(`http://localhost${found[1]}`);
    });
    child.on("exit", () => reject(new Error(`it ended: ${said}`)));
  });
  child.removeAllListeners("exit");
  const gone = new Promise((done) => { child.on("exit", done); });
  const kill = () => {
    child.kill();
    return gone;
  };
  return { address, kill };
}

/** Runs the program to its end and gives what it printed. */
export function zbor(...args) {
  const { status, stdout, stderr } = spawnSync(process.env.ZBOR, args, { encoding: "utf8", env: { ...process.env, ZBOR_LANG: "en" } });
  if (status !== 0) throw new Error(`zbor ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout.trim();
}

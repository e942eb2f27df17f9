import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readSettings, type Settings } from "@/lib/env";
import { Failure } from "./failure";

/**
 * Reads `.env` and the settings. Secrets that nobody set are made once and kept in the data folder; they go into this
 * process's environment, and so to the processes it starts.
 */
export function loadSettings(): Settings {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const dataFolder = path.resolve(process.env.DATA_DIR?.trim() || "data");
  requireWritable(dataFolder);
  keepSecret("AUTH_SECRET", path.join(dataFolder, "auth-secret"), () => randomBytes(48).toString("base64url"));
  keepSecret("SECRETS_KEY", path.join(dataFolder, "secrets-key"), () => randomBytes(32).toString("base64"));
  return readSettings();
}

/** Makes the data folder. Refuses one that cannot be written. */
function requireWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    throw new Failure(`The data folder ${folder} cannot be written (${reason}). Set DATA_DIR to one that can.`);
  }
}

function keepSecret(name: string, file: string, make: () => string): void {
  if (process.env[name]?.trim()) return;
  process.env[name] = readOrMake(file, make);
}

/** The content of a file that only its owner can read, made at first use. */
export function readOrMake(file: string, make: () => string): string {
  try {
    writeFileSync(file, make(), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}

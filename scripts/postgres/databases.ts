import { randomBytes } from "node:crypto";
import { prepareDatabase } from "../prepare-database";
import { ask } from "./cluster";

/** One database of a server that may be thrown away. */
export type Clone = { url: string; drop(): Promise<void> };

/** A migrated database to clone from. Nobody may be connected to it, or cloning fails. Returns its name. */
export async function createTemplate(server: string): Promise<string> {
  const name = `holdfast_template_${randomBytes(4).toString("hex")}`;
  await ask(server, `CREATE DATABASE ${name}`);
  await prepareDatabase(databaseOn(server, name));
  return name;
}

/** A database of its own, as the template is. */
export async function cloneFrom(server: string, template: string): Promise<Clone> {
  const name = `holdfast_${randomBytes(8).toString("hex")}`;
  await ask(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return { url: databaseOn(server, name), drop: () => dropDatabase(server, name) };
}

/** Drops a database, whoever is still connected to it. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  await ask(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** The address of another database on the same server. */
export function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

import { Failure } from "../failure";
import { ask } from "./cluster";

const oldest = 15;

/** Refuses a server that is too old for the tables. Returns its address. */
export async function requireSupported(url: string): Promise<string> {
  const [answer] = await ask(url, "SELECT current_setting('server_version_num')::int / 10000 AS major");
  const major = Number(answer?.major);
  if (major >= oldest) return url;
  throw new Failure(`DATABASE_URL names a Postgres ${major}. Holdfast needs ${oldest} or later.`);
}

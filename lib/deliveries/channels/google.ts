import { createSign } from "node:crypto";
import { z } from "zod";
import { type Heard, Poster, type Silence } from "@/lib/deliveries/channels/poster";
import { sheetsBase } from "@/lib/deliveries/channels/settings";

/** A service account's key file, as Google hands it out. */
export const serviceAccountInput = z.object({
  client_email: z.email(),
  private_key: z.string().startsWith("-----BEGIN"),
  token_uri: z.url().default("https://oauth2.googleapis.com/token"),
});

type Account = z.output<typeof serviceAccountInput>;
type Token = { value: string; until: number };

const scope = "https://www.googleapis.com/auth/spreadsheets";
/** Google's own say: an assertion holds an hour at most. */
const assertionSeconds = 3_600;

/** A question to the Sheets API: `path` begins after `/v4/spreadsheets/`. */
export type SheetsAsk = { method?: "GET" | "POST"; path: string; body?: unknown; stopping: AbortSignal };

/** Google's Sheets API with a service account (RFC 7523). Tokens are kept until shortly before they end. */
export class Sheets {
  readonly #poster: Poster;
  readonly #tokens = new Map<string, Token>();

  constructor(patienceMs: number) {
    this.#poster = new Poster(patienceMs);
  }

  async ask(account: Account, { method = "POST", path, body, stopping }: SheetsAsk): Promise<Heard | Silence> {
    const token = await this.#token(account, stopping);
    if (typeof token !== "string") return token;
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const heard = await this.#poster.ask(`${sheetsBase()}/v4/spreadsheets/${path}`, {
      ...{ method, headers, stopping },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if ("status" in heard && heard.status === 401) this.#tokens.delete(account.client_email);
    return heard;
  }

  async #token(account: Account, stopping: AbortSignal): Promise<string | Heard | Silence> {
    const known = this.#tokens.get(account.client_email);
    if (known && known.until > Date.now()) return known.value;
    const grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    const assertion = assertionOf(account);
    const body = new URLSearchParams({ grant_type: grant, assertion }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const secrets = [assertion];
    const heard = await this.#poster.ask(account.token_uri, { body, headers, secrets, stopping });
    if ("silence" in heard || heard.status !== 200) return heard;
    const given = tokenInput.safeParse(safeJson(heard.text));
    if (!given.success) return { silence: "Google's answer held no token.", stopped: false };
    const { access_token: value, expires_in } = given.data;
    this.#tokens.set(account.client_email, { value, until: Date.now() + (expires_in - 60) * 1_000 });
    return value;
  }
}

const tokenInput = z.object({ access_token: z.string(), expires_in: z.number() });

function assertionOf({ client_email, private_key, token_uri }: Account): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims = { iss: client_email, scope, aud: token_uri, iat: now, exp: now + assertionSeconds };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const unsigned = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  return `${unsigned}.${createSign("RSA-SHA256").update(unsigned).sign(private_key, "base64url")}`;
}

/** An answer's JSON; undefined if it is none. */
export function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

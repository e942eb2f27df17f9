import { createPublicKey, createVerify, generateKeyPairSync } from "node:crypto";
import { receiver } from "@/tests/deliveries/places";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/**
 * A stand-in for Google's token and Sheets endpoints, as their documentation has them: it checks the assertion's signature and the token, and
 * keeps one tab. `fail` answers the next call to a path instead.
 */
export async function sheetStandIn() {
  const rows: unknown[][] = [];
  const calls: string[] = [];
  const state = {
    rows,
    calls,
    fail: null as null | { path: RegExp; status: number; after?: boolean; headers?: Record<string, string> },
    onCall: (_pathname: string) => {},
  };
  const place = await receiver((response, { url, body, headers }) => {
    const { pathname } = new URL(url, "http://x");
    calls.push(pathname);
    const give = (status: number, value: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (pathname === "/token")
      return give(isSigned(body) ? 200 : 400, { access_token: "tok_1", expires_in: 3_600, token_type: "Bearer" });
    if (headers.authorization !== "Bearer tok_1") return give(401, { error: { code: 401, status: "UNAUTHENTICATED" } });
    const { fail } = state;
    const failing = fail?.path.test(pathname) ?? false;
    if (failing) state.fail = null;
    if (failing && !fail!.after) return response.writeHead(fail!.status, fail!.headers).end("{}");
    const answer = carryOut(rows, pathname, body);
    state.onCall(pathname);
    return failing ? response.destroy() : give(200, answer);
  });
  const base = `http://127.0.0.1:${place.port}`;
  const key = JSON.stringify({
    type: "service_account",
    client_email: "shop@project.iam.gserviceaccount.com",
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
    token_uri: `${base}/token`,
  });
  return { ...state, state, base, key };
}

function isSigned(body: string): boolean {
  const assertion = new URLSearchParams(body).get("assertion") ?? "";
  const [head, claims, signature] = assertion.split(".");
  const scope = JSON.parse(Buffer.from(claims ?? "", "base64url").toString()).scope as string;
  const verify = createVerify("RSA-SHA256").update(`${head}.${claims}`);
  return (
    scope.endsWith("/spreadsheets") &&
    verify.verify(createPublicKey(publicKey.export({ type: "spki", format: "pem" })), signature ?? "", "base64url")
  );
}

function carryOut(rows: unknown[][], pathname: string, body: string): unknown {
  if (pathname.endsWith(":batchUpdate")) {
    const { data, valueInputOption } = JSON.parse(body) as {
      data: { range: string; values: unknown[][] }[];
      valueInputOption: string;
    };
    if (valueInputOption !== "RAW") throw new Error("Formulas would run.");
    for (const { range, values } of data) rows[Number(/!A(\d+)$/.exec(range)![1]) - 1] = values[0]!;
    return { totalUpdatedRows: data.length };
  }
  if (pathname.endsWith(":append")) {
    const { values } = JSON.parse(body) as { values: unknown[][] };
    rows.push(...values);
    return { updates: { updatedRows: values.length } };
  }
  return {
    range: "Orders!A1:A1000",
    majorDimension: "ROWS",
    ...(rows.length > 0 && { values: rows.map(([cell]) => [String(cell)]) }),
  };
}

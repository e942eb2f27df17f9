import { readFileSync } from "node:fs";
import type { SMTPServerOptions } from "smtp-server";
import { describe, expect, test } from "vitest";
import { orderEvent, plannedOne, tryOnce } from "@/tests/deliveries/fixtures";
import { mailServer } from "@/tests/deliveries/places";
import { useDatabase } from "@/tests/support/database";

useDatabase();
process.env.MAIL_FROM = "orders@fernhill.example";

const pem = (name: string) => readFileSync(`tests/fixtures/certificates/${name}.pem`, "utf8");
const certificateIn = (both: string) => both.slice(both.indexOf("-----BEGIN CERTIFICATE"));

type Serving = { certificate: string; implicit: boolean } & Partial<SMTPServerOptions>;

/** A mail server with a certificate, on TLS from the first byte or by STARTTLS; `trusted` is what SMTP_URL says it trusts. */
async function secureServer(
  { certificate, implicit, ...options }: Serving,
  { trusted = certificate, login = "" } = {},
) {
  const key = pem(certificate);
  const server = await mailServer({ secure: implicit, key, cert: key, disabledCommands: [], ...options });
  const { port } = new URL(server.url);
  const ca = trusted && `?tls.ca=${encodeURIComponent(certificateIn(pem(trusted)))}`;
  process.env.SMTP_URL = `${implicit ? "smtps" : "smtp"}://${login}localhost:${port}/${ca}`;
  return server;
}

const aMail = async () => (await plannedOne((await orderEvent()).eventId, "email")).id;

describe.each([
  ["TLS from the first byte", true],
  ["STARTTLS", false],
])("a mail server with %s", (_, implicit) => {
  test("and a certificate that is trusted takes the mail, encrypted", async () => {
    const secure: boolean[] = [];
    const server = await secureServer({
      ...{ certificate: "localhost", implicit },
      onMailFrom: (_address, session, done) => {
        secure.push(session.secure);
        done();
      },
    });
    expect((await tryOnce(await aMail())).state).toBe("delivered");
    expect([secure, server.mails.length]).toEqual([[true], 1]);
  });

  test.each([
    ["that nobody vouches for", "localhost", "", /self-signed/],
    ["of another host", "elsewhere", "elsewhere", /altnames|does not match/i],
    ["that has expired", "expired", "expired", /expired/],
  ])(
    "and a certificate %s gets nothing; it is tried again, and says why",
    async (_words, certificate, trusted, why) => {
      const server = await secureServer({ certificate, implicit }, { trusted });
      const { state, lastError } = await tryOnce(await aMail());
      expect([state, lastError]).toEqual(["waiting", expect.stringMatching(why)]);
      expect(server.mails).toEqual([]);
    },
  );
});

describe("a mail server that wants a name and a password", () => {
  const auth: Partial<SMTPServerOptions> = {
    authOptional: false,
    onAuth: ({ username, password }, _session, done) => {
      if (username === "fernhill" && password === "flour: water/salt") done(null, { user: username });
      else done(Object.assign(new Error("Authentication failed"), { responseCode: 535 }));
    },
  };
  const serve = (login: string, implicit = true) =>
    secureServer({ certificate: "localhost", implicit, ...auth }, { login: login && `${login}@` });

  test.each([true, false])("takes the mail of who has them (TLS from the first byte: %s)", async (implicit) => {
    const server = await serve("fernhill:flour%3A%20water%2Fsalt", implicit);
    expect((await tryOnce(await aMail())).state).toBe("delivered");
    expect(server.mails).toHaveLength(1);
  });

  test("with a wrong one it is ours to mend: tried again, and nowhere is the password told", async () => {
    const server = await serve("fernhill:wrong-horse");
    const tried = await tryOnce(await aMail());
    expect(tried).toMatchObject({ state: "waiting", because: "", tries: [{ outcome: "failed", status: 535 }] });
    expect(JSON.stringify(tried.tries.map(({ detail }) => detail)) + tried.lastError).not.toMatch(
      /wrong-horse|d3Jvbmc/,
    );
    expect(server.mails).toEqual([]);
  });

  test("that says the password back is heard without it, in whichever way it says it", async () => {
    const says = (password: string) =>
      `No ${password} (${Buffer.from(password).toString("base64")}, ${Buffer.from(`\0fernhill\0${password}`).toString("base64")})`;
    await secureServer(
      {
        ...{ certificate: "localhost", implicit: true, authOptional: false },
        onAuth: ({ password }, _, done) => done(Object.assign(new Error(says(password ?? "")), { responseCode: 535 })),
      },
      { login: "fernhill:wrong-horse%2F1@" },
    );
    const { lastError, tries } = await tryOnce(await aMail());
    expect(lastError).toContain("No ••• (•••, •••)");
    expect(JSON.stringify([lastError, tries.map(({ detail }) => detail)])).not.toMatch(
      /wrong-horse|d3Jvbmc|Zlcm5oaWxs/,
    );
  });

  test("without any it is ours to mend too", async () => {
    await serve("");
    expect(await tryOnce(await aMail())).toMatchObject({ state: "waiting", because: "" });
  });
});

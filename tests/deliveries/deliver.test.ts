import { expect, test } from "vitest";
import { DatabaseUnreachable } from "@/lib/db/transaction";
import { addDestination, orderEvent, plannedOne, tryOnce } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const broken = (error: Error) => ({ send: () => Promise.reject(error), resolve: () => Promise.reject(error) });

async function anExport() {
  await addDestination("https://kitchen.example");
  return plannedOne((await orderEvent({ type: "order.accepted" })).eventId, "webhook");
}

test("a database that is away before anything was sent is not held against the message", async () => {
  const over = broken(new DatabaseUnreachable("gone"));
  expect(await tryOnce((await anExport()).id, { over })).toMatchObject({
    state: "waiting",
    tries: [{ outcome: "handed_back" }],
  });
  const mail = await plannedOne((await orderEvent()).eventId, "email");
  expect((await tryOnce(mail.id, { over })).state).toBe("waiting");
});

test("after a bug of ours an export is tried again, a mail is unknown, and the page names a reference, not the bug", async () => {
  const over = broken(new TypeError("undefined is not a loaf"));
  const failed = await tryOnce((await anExport()).id, { over });
  expect(failed).toMatchObject({ state: "waiting", lastError: expect.stringMatching(/on our side \([0-9a-f]{8}\)/) });
  const mail = await plannedOne((await orderEvent()).eventId, "email");
  expect((await tryOnce(mail.id, { over })).state).toBe("unknown");
});

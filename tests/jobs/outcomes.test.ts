import { expect, test } from "vitest";
import { handlers } from "@/jobs/handlers";
import { outcomeOf } from "@/jobs/outcomes";
import { schedule } from "@/jobs/schedule";
import { DatabaseUnreachable } from "@/lib/db/transaction";
import { concurrency, queues } from "@/lib/queue/catalogue";
import { refuseCommon } from "@/lib/refusal";

test("every job of the catalogue has a queue, a handler and a number of places", () => {
  const names = queues.map(({ name }) => name).sort();
  expect(Object.keys(handlers).sort()).toEqual(names);
  expect(Object.keys(concurrency).sort()).toEqual(names);
});

test("what happens by the clock is a job of the catalogue", () => {
  for (const { job } of schedule) expect(handlers).toHaveProperty([job]);
});

test("a refusal of the domain is an answer: the job is done", async () => {
  await outcomeOf("sweep.lost", async () => refuseCommon("not_found", { what: "message" }));
});

test.each([
  ["being busy", () => refuseCommon("busy", {})],
  ["an outage", () => Promise.reject(new DatabaseUnreachable("gone"))],
  ["a bug", () => Promise.reject(new TypeError("undefined is not a loaf"))],
  ["an outage as the driver tells it", () => Promise.reject(new Error("Connection terminated unexpectedly"))],
])("%s lets the job run again", async (_what, work) => {
  await expect(outcomeOf("sweep.lost", async () => work())).rejects.toThrow();
});

test("an outage gets its name, wherever a job met it", async () => {
  const met = outcomeOf("sweep.lost", () => Promise.reject(new Error("Connection terminated unexpectedly")));
  await expect(met).rejects.toBeInstanceOf(DatabaseUnreachable);
});

import { onTestFinished, test, vi } from "vitest";
import { listen } from "@/lib/db/listen";
import { useDatabase } from "@/tests/support/database";
import { Relay } from "@/tests/support/relay";

useDatabase();

test("whoever listens notices a connection through which nothing comes any more, and listens on another", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const direct = process.env.DATABASE_URL!;
  const relay = new Relay(direct);
  await relay.mend();
  process.env.DATABASE_URL = relay.url;
  let listening = Promise.withResolvers<void>();
  const stop = listen(() => listening.resolve());
  onTestFinished(async () => {
    process.env.DATABASE_URL = direct;
    await relay.cut();
    await stop();
  });
  await listening.promise;
  listening = Promise.withResolvers<void>();
  relay.silence();
  vi.advanceTimersByTime(60_000);
  await listening.promise;
});

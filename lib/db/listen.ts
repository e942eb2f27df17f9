import { Client } from "pg";
import { channelName, type Topic, topics } from "@/lib/db/announce";
import { databaseUrl } from "@/lib/db/client";
import { log } from "@/lib/log";

const retryAfterMs = 1_000;
/** A connection on which nobody speaks is forgotten by routers on the way, and nothing tells either end. */
const askEveryMs = 20_000;
const answerWithinMs = 5_000;

/**
 * Hears announcements on a connection of its own, which it opens again when it is lost, or does not answer; `onChange` is then called with
 * every topic, since some may have been missed. Returns a function that stops listening.
 */
export function listen(onChange: (topics: Topic[]) => void): () => Promise<void> {
  const ear = new Ear(onChange);
  void ear.open();
  return () => ear.close();
}

class Ear {
  #client: Client | undefined;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #pulse: NodeJS.Timeout | undefined;

  constructor(private readonly onChange: (topics: Topic[]) => void) {}

  async open(): Promise<void> {
    if (this.#closed) return;
    const client = new Client({
      connectionString: databaseUrl(),
      keepAlive: true,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
      application_name: "holdfast-listen",
    });
    this.#client = client;
    client.on("notification", ({ payload }) => this.onChange((payload ?? "").split(" ") as Topic[]));
    client.on("error", () => this.#again(client));
    client.on("end", () => this.#again(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${channelName}`);
      this.#askNowAndThen(client);
      this.onChange([...topics]);
    } catch (error) {
      log().debug({ err: error }, "cannot listen to the database yet");
      this.#again(client);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#pulse);
    await this.#client?.end().catch(() => undefined);
  }

  #askNowAndThen(client: Client): void {
    clearInterval(this.#pulse);
    if (this.#closed) return;
    const ask = () => client.query(`LISTEN ${channelName}`).catch(() => this.#again(client));
    this.#pulse = setInterval(ask, askEveryMs).unref();
  }

  #again(client: Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    clearInterval(this.#pulse);
    client.end().catch(() => undefined);
    this.#timer = setTimeout(() => void this.open(), retryAfterMs);
  }
}

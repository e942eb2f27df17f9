import twilio from "twilio";
import type RequestClient from "twilio/lib/base/RequestClient";
import { retryAfterSeconds } from "@/lib/deliveries/channels/retry-after";

type Client = InstanceType<typeof twilio.RequestClient>;

/** Twilio's own HTTP client, turned to another address if one is set; a 429 keeps its Retry-After. */
export function gateway(base: string | null, timeout: number): Client {
  return new Gateway(base, timeout);
}

class Gateway extends twilio.RequestClient {
  constructor(
    private readonly base: string | null,
    timeout: number,
  ) {
    super({ timeout, keepAlive: false });
  }

  override async request<Body>(options: RequestClient.RequestOptions<Body>) {
    const uri = this.base ? options.uri.replace(/^https:\/\/[^/]+/, this.base.replace(/\/+$/, "")) : options.uri;
    const response = await super.request<Body>({ ...options, uri });
    if (response.statusCode !== 429) return response;
    const wait = retryAfterSeconds(headerOf(response, "retry-after"));
    throw Object.assign(new Error("Too many texts in a short time."), { status: 429, retryAfterSeconds: wait });
  }
}

function headerOf(response: object, name: string): string | undefined {
  const { headers } = response as { headers?: Record<string, unknown> };
  const value = headers?.[name];
  return typeof value === "string" ? value : undefined;
}

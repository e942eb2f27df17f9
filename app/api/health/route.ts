import { json } from "@/lib/web/api";

export const dynamic = "force-dynamic";

/** Alive: this process answers. It asks nobody else. */
export function GET(): Response {
  return json({ status: "alive" });
}

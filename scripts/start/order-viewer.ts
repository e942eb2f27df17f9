import { randomBytes } from "node:crypto";
import path from "node:path";
import type { Settings } from "@/lib/env";
import { readOrMake } from "../settings";
import type { Program } from "./companion";

/**
 * The demo's other system: a page that shows orders as they arrive. The worker exports to it by ORDER_VIEWER_URL, the
 * one private address that needs no permission. None if the owner named a destination.
 */
export function orderViewer(settings: Settings): Program | undefined {
  if (settings.EXPORT_WEBHOOK_URL) return undefined;
  process.env.ORDER_VIEWER_URL = `http://127.0.0.1:${settings.ORDER_VIEWER_PORT}/`;
  process.env.ORDER_VIEWER_PORT = String(settings.ORDER_VIEWER_PORT);
  process.env.ORDER_VIEWER_SECRET = readOrMake(path.join(settings.DATA_DIR, "order-viewer-secret"), makeSecret);
  return { name: "viewer", file: "examples/order-viewer/server.mjs" };
}

const makeSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

import type { IncomingMessage, ServerResponse } from "node:http";
import { type Problem, sendProblem } from "./problem";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Answers what the application cannot read and would fail at: a method that it does not know, an address that cannot be
 * decoded or that holds NUL, which no record can hold. Returns whether it did.
 */
export function refuseUnreadable({ method = "", url = "" }: IncomingMessage, response: ServerResponse): boolean {
  const refusal = methods.includes(method) ? addressRefusal(url) : unknownMethod;
  if (!refusal) return false;
  sendProblem(response, refusal, refusal === unknownMethod ? { Allow: methods.join(", ") } : {});
  return true;
}

const unknownMethod: Problem = {
  status: 405,
  code: "wrong_method",
  title: "Method not allowed",
  detail: `This shop takes ${methods.join(", ")} alone.`,
};

const unreadableAddress: Problem = {
  status: 400,
  code: "broken_address",
  title: "Broken address",
  detail: "This address cannot be read.",
};

function addressRefusal(url: string): Problem | undefined {
  const [path = ""] = url.split("?", 1);
  return /%00/.test(url) || !isDecodable(path) ? unreadableAddress : undefined;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

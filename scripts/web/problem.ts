import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** What the API says of a refusal, as far as the server in front of Next has to say one itself. */
export type Problem = { status: number; code: string; title: string; detail: string };

/** Answers with a problem (RFC 9457), as lib/web/problem.ts does within Next. */
export function sendProblem(response: ServerResponse, problem: Problem, headers: OutgoingHttpHeaders = {}): void {
  response.writeHead(problem.status, { "Content-Type": "application/problem+json", ...headers });
  response.end(JSON.stringify({ type: `urn:holdfast:problem:${problem.code}`, ...problem }));
}

import type { Instrumentation } from "next";

/** Once per server, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { makeReady } = await import("@/lib/web/make-ready");
  await makeReady();
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logRequestError } = await import("@/lib/web/request-error");
  logRequestError(error, `${request.method} ${context.routePath} (${context.routeType})`);
};

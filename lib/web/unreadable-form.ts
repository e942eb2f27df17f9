import "server-only";

/** The longest form that a page takes. next.config.mjs holds Next to the same. */
export const formLimitBytes = 256 * 1024;

const words = {
  400: "This form could not be read, and nothing was changed. Please go back and send it again.",
  413: "This form is too large, and nothing was changed. Please go back and make it shorter.",
} as const;

/**
 * Answers a form that Next could not read and would fail at: one that is too large, or broken on its way. Null for every other. Only staff pages call
 * actions with anything but a form.
 */
export async function refuseUnreadableForm(request: Request): Promise<Response | null> {
  const status = await statusOf(request);
  return status && new Response(words[status], { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}

async function statusOf(request: Request): Promise<keyof typeof words | null> {
  if (Number(request.headers.get("content-length") ?? 0) > formLimitBytes) return 413;
  try {
    return (await isReadable(request)) ? null : 400;
  } catch {
    return 400;
  }
}

/** Throws for what is broken. A script sends the list of an action's values: with the fields of a form, or on staff pages alone. */
async function isReadable(request: Request): Promise<boolean> {
  const byScript = request.headers.has("next-action");
  if (request.headers.get("content-type")?.startsWith("multipart/form-data")) {
    const form = await request.clone().formData();
    return !byScript || isList(form.get("0"));
  }
  return !byScript || (mayCall(request) && isList(await request.clone().text()));
}

function isList(sent: unknown): boolean {
  return typeof sent === "string" && Array.isArray(JSON.parse(sent));
}

function mayCall({ url }: Request): boolean {
  return /^\/admin(\/|$)/.test(new URL(url).pathname);
}

import type { APIRequestContext, APIResponse, Locator } from "@playwright/test";

/**
 * Sends a form as a browser without JavaScript would, but from anywhere and by anyone: with the cookies of `by`, to the
 * address of the page that the form stands on.
 */
export async function sendForm(
  by: APIRequestContext,
  form: Locator,
  typed: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<APIResponse> {
  const hidden = await form
    .locator("input[type=hidden]")
    .evaluateAll((inputs) =>
      inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value] as const),
    );
  const address = await form.evaluate(() => window.location.href);
  const multipart = { ...Object.fromEntries(hidden), ...typed };
  return by.post(address, { multipart, headers: { origin: new URL(address).origin, ...headers }, maxRedirects: 0 });
}

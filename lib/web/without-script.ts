import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";

/**
 * After a form that was sent without JavaScript: answers with a redirect, so that a reload does not send it again and the page
 * opens where the customer was. With JavaScript the page stays as it is and this does nothing.
 */
export async function returnWithoutScript(path: string): Promise<void> {
  if (await isWithoutScript()) redirect(path);
}

/** Whether the page in hand is drawn anew with the answer to a press on it: whoever types there is not led away from it. */
export async function isDrawnAnew(): Promise<boolean> {
  return !(await isWithoutScript());
}

/** Whether the form in hand was sent without JavaScript. */
export async function isWithoutScript(): Promise<boolean> {
  return !(await headers()).has("next-action");
}

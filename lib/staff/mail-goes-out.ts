/** Whether this shop has a mail server. Without one a link is shown once to whoever made it. */
export function mailGoesOut(): boolean {
  return Boolean(process.env.SMTP_URL?.trim());
}

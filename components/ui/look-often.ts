/** Looks now, then again and again, every so many milliseconds; `wake` whenever the page is shown or hidden, as after sleep. Returns what stops it. */
export function lookOften(everyMs: number, look: () => void, wake = look): () => void {
  look();
  const timer = setInterval(look, everyMs);
  document.addEventListener("visibilitychange", wake);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", wake);
  };
}

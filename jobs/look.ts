import { wakeDue } from "@/lib/deliveries/wake";
import { log } from "@/lib/log";

const everyMs = 1_000;

/** Looks every second whether a destination has something due that nobody was woken for. Returns how to stop. */
export function startLooking(): () => void {
  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    await wakeDue().catch((error) => log().debug({ err: error }, "what is due could not be looked for"));
    looking = false;
  }, everyMs);
  return () => clearInterval(timer);
}

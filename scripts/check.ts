import { run } from "./failure";
import { check } from "./test/phases";

/** `npm run check`: what can be told without running anything, fast enough for before each commit. */
void run(async () => {
  for (const name of ["lint", "types", "boundaries", "unused"]) {
    console.log(`=== ${name}`);
    if ((await check(name)).failed.length > 0) process.exit(1);
  }
  console.log("All well. `npm test` runs the tests too.");
});

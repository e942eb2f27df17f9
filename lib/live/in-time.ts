/** All that is read for open pages is small: a database that takes longer is as good as away. */
const longestMs = 5_000;

/** What was read. Throws when it takes too long: a connection may be dead without an end, and pages would take its silence for news that all is well. */
export async function inTime<Read>(reading: Promise<Read>): Promise<Read> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("The database does not answer.")), longestMs);
  try {
    return await Promise.race([reading, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

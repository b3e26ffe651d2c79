/** The kinds of work done in the background, and what each is given. What does them stands in works.ts. */
export type Payloads = {
  /** Throws away what is done, so that the queue stays small. */
  "tidy-jobs": Empty;
  /** Finds what has become due in every workspace, tells it, and settles what is done. */
  "find-due-work": Empty;
  /** Promises the mails whose hour has come, and has those sent that are due. */
  "queue-mails": Empty;
  /** Sends what is due, a few at a time. */
  "send-mails": Empty;
  /** Looks whether a measure tells something new: incidents were logged, or a period has ended. */
  "find-signals": Empty;
  /** Throws away the bytes of files that no evidence holds any more. */
  "sweep-files": Empty;
  /** Throws away counts of tries that limit nobody any more, and sessions that ended long ago. */
  "forget-counts": Empty;
  /** Throws away notices that were read long ago, and mails that were sent long ago. */
  "forget-notices": Empty;
};
type Empty = Record<string, never>;
export type JobKind = keyof Payloads;

export type Rhythm = {
  /** It comes by itself, once in each such stretch of the clock; of several copies one does it. */
  everyMinutes?: number;
  /** How many of its jobs one copy does at the same time; 1 where nothing is said. */
  atOnce?: number;
  /** Tries after the first; then it is given up, in words, in the log. 5 where nothing is said. */
  retries?: number;
  /** The pause before the second try; each further one is twice as long. 30 where nothing is said. */
  pauseSeconds?: number;
  /** Longer than this no job takes: what is not done by then died with its copy, and another does it. 120 where nothing is said. */
  mostSeconds?: number;
};

export const jobKinds: Record<JobKind, Rhythm> = {
  "tidy-jobs": { everyMinutes: 24 * 60, retries: 1 },
  "find-due-work": { everyMinutes: 15, mostSeconds: 300 },
  "queue-mails": { everyMinutes: 5, retries: 1 },
  "send-mails": { retries: 1, mostSeconds: 300 },
  "find-signals": { everyMinutes: 24 * 60, mostSeconds: 600 },
  "sweep-files": { everyMinutes: 24 * 60, retries: 1, mostSeconds: 600 },
  "forget-counts": { everyMinutes: 24 * 60, retries: 1 },
  "forget-notices": { everyMinutes: 24 * 60, retries: 1, mostSeconds: 600 },
};

export const everyJobKind = Object.keys(jobKinds) as JobKind[];

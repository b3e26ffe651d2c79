/** What an owner is told about how the installation stands: in sentences, and with what to do where it is not well. */
import type { Standing } from "./standing";

/** `todo` stands only where something is not well. */
export type Finding = { name: string; says: string; todo?: string };

/** How figures are said to this reader. */
type Reader = { number: (value: number) => string; bytes: (value: number) => string; when: (at: Date) => string };

const minutes = 60_000;

/** @param more `streams`: open ones of this copy, one for each browser */
export function findingsOf(
  standing: Standing,
  now: Date,
  reader: Reader,
  more: { mailIsOn: boolean; streams: number },
): Finding[] {
  const { database, disk, snapshot, jobs, mails, sessions, unknownSignIns } = standing;
  const { number, bytes, when } = reader;
  const isServer = database.engine === "server";
  const found: Finding[] = [
    {
      name: "Database",
      says: `${isServer ? "A PostgreSQL server" : "Embedded"}, version ${database.version}, ${bytes(database.bytes)}${
        database.connections === undefined ? "" : `, ${number(database.connections)} connections of this program`
      }.`,
    },
  ];
  if (disk) found.push(diskFinding(disk, bytes, isServer));
  if (!isServer) found.push(snapshotFinding(snapshot, now, when));
  found.push(jobsFinding(jobs, number), mailFinding(mails, number, more.mailIsOn));
  found.push({
    name: "Signed in",
    says: `${number(sessions)} ${sessions === 1 ? "session" : "sessions"}. Sign-ins tried within a day at addresses that nobody has: ${number(unknownSignIns)}.`,
    ...(unknownSignIns >= 300 && {
      todo: "Somebody may be guessing addresses. Look at what reaches this program from outside, and limit it at your proxy.",
    }),
  });
  found.push({
    name: "Looking on live",
    says: `${number(more.streams)} ${more.streams === 1 ? "browser is" : "browsers are"} told at once what others do${
      isServer ? ", by the copy of the program that answers you now" : ""
    }.`,
  });
  return found;
}

function diskFinding(
  { freeBytes, leastFreeBytes }: NonNullable<Standing["disk"]>,
  bytes: Reader["bytes"],
  isServer: boolean,
): Finding {
  const finding = { name: "Room on the disk", says: `${bytes(freeBytes)} are free where the data folder is.` };
  if (isServer) return freeBytes < leastFreeBytes ? { ...finding, todo: "Make room on this machine." } : finding;
  if (freeBytes < leastFreeBytes)
    return {
      ...finding,
      todo: `Make room now: below ${bytes(leastFreeBytes)} everything is read and nothing changed.`,
    };
  if (freeBytes < 5 * leastFreeBytes)
    return { ...finding, todo: `Make room soon: below ${bytes(leastFreeBytes)} nothing can be changed any more.` };
  return finding;
}

function snapshotFinding(snapshot: Standing["snapshot"], now: Date, when: Reader["when"]): Finding {
  const name = "Last snapshot";
  if (!snapshot)
    return {
      name,
      says: "None yet. One is taken every 15 minutes when something was changed.",
      todo: "Wait for the first, or make one now under Back-up. Until then a power cut may lose everything.",
    };
  const says = `${when(snapshot.takenAt)}. One is taken every 15 minutes when something was changed.`;
  const isOld = now.getTime() - snapshot.takenAt.getTime() > 2 * 24 * 60 * minutes;
  return isOld
    ? {
        name,
        says,
        todo: "It is more than two days old. If people have worked since, look in the log why none is taken.",
      }
    : { name, says };
}

function jobsFinding({ waiting, failed, waitingSeconds }: Standing["jobs"], number: Reader["number"]): Finding {
  const finding = {
    name: "Work in the background",
    says: `${number(waiting)} waiting, ${number(failed)} given up within a day.`,
  };
  if (waitingSeconds > 15 * 60)
    return {
      ...finding,
      todo: "The oldest has waited for more than 15 minutes. Start the program anew, and look in the log.",
    };
  if (failed > 0) return { ...finding, todo: "Look in the log for “was given up”; it says why." };
  return finding;
}

function mailFinding({ waiting, late, refused }: Standing["mails"], number: Reader["number"], isOn: boolean): Finding {
  if (!isOn)
    return { name: "Mail", says: "No mail server is set up; whoever runs this installation gives SMTP_URL for one." };
  const finding = {
    name: "Mail",
    says: `${number(waiting)} waiting, ${number(refused)} not taken by the mail server within seven days.`,
  };
  if (late > 0)
    return { ...finding, todo: "Some have waited for more than an hour. Look whether the mail server is there." };
  if (refused > 0)
    return {
      ...finding,
      todo: "Look in the log for “A mail was not taken”. Members whose address is refused see it in their profile.",
    };
  return finding;
}

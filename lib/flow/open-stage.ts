import { type IncidentStage, type OpenStage, openStages } from "@/db/terms";

/** Whether an incident in this stage still waits for somebody; none: it was not logged yet. */
export const isOpenStage = (stage: IncidentStage | null): stage is OpenStage =>
  openStages.some((open) => open === stage);

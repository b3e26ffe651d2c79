import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { limitWords, nWords } from "@/lib/charts/captions";
import { columnWidths } from "@/lib/charts/framed-drawing";
import { pictureOf } from "@/lib/charts/picture";
import { drawXmr } from "@/lib/charts/xmr-drawing";
import { chartedValue } from "@/lib/measures/charted";
import { listBands } from "@/lib/measures/pressures";
import { sentenceOf } from "@/lib/trends/sentences";
import { chartOfMeasure, fileAnswer } from "../chart-of";

/** The chart as a picture that stands by itself. */
export const GET = visitorRoute<{ workspace: string; measure: string }>(
  "workspace:read",
  async ({ member, params }) => {
    const { measure, chart, figures } = await chartOfMeasure(member, params.measure);
    const pressures = await listBands(database(), member, measure.relationshipId);
    const target = measure.target === null ? null : chartedValue(measure, measure.target);
    const drawing = drawXmr(chart, { figures, width: columnWidths.large, pressures, target });
    const captions = [measure.name, nWords(chart, member.locale), measure.definition, limitWords(chart, member.locale)];
    const said = captions.filter((caption): caption is string => caption !== null);
    return fileAnswer(pictureOf({ drawing, title: sentenceOf(chart, figures), captions: said }), "image/svg+xml");
  },
);

// One office, from the invitation to the announced result.

import { journey } from "../harness/journey.js";
import { approve, readResults } from "./steps/announcing.js";
import { fillTheRest, fillWithCare, submit } from "./steps/filling.js";
import { invitePeople } from "./steps/people.js";
import { AT } from "./steps/plan.js";
import { prepareRound, readNotices } from "./steps/preparing.js";
import { verify } from "./steps/verifying.js";

journey(
  "an office goes from the invitation to the announced result",
  async (walk) => {
    await invitePeople(walk);
    const slug = await prepareRound(walk);
    await readNotices(walk);
    await walk.demo.restart({ at: AT.filling });
    const home = await fillWithCare(walk, slug);
    await fillTheRest(walk, home);
    await submit(walk, home);
    await walk.demo.restart({ at: AT.verifying });
    await verify(walk, slug);
    await walk.demo.restart({ at: AT.recap });
    await approve(walk, slug);
    await walk.demo.restart({ at: AT.announced });
    await readResults(walk, slug);
  },
  { at: AT.preparing },
);

// npm run db:migrate: brings the database that npm start would use to this build's schema, without starting.
import { migrate } from "../db/migrate.ts";
import { withInstallation } from "./installation.ts";

await withInstallation(({ url }) => migrate(url));

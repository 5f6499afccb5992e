import { finding } from "./finding.ts";

finding("meilisearch");

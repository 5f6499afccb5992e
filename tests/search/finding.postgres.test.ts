import { finding } from "./finding.ts";

finding("postgres");

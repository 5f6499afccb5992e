import { threads as codeAndData } from "./threads/code-and-data.ts";
import { threads as customerSupport } from "./threads/customer-support.ts";
import { threads as financeAndForecasts } from "./threads/finance-and-forecasts.ts";
import { threads as payrollPilot } from "./threads/payroll-pilot.ts";
import { threads as peopleAndPolicy } from "./threads/people-and-policy.ts";
import { threads as promptingAtWork } from "./threads/prompting-at-work.ts";
import { threads as salesAndTenders } from "./threads/sales-and-tenders.ts";
import { threads as warehouseAndRoutes } from "./threads/warehouse-and-routes.ts";
import type { DemoThread } from "./types.ts";

const byCircle: Record<string, DemoThread[]> = {
	"customer-support": customerSupport,
	"prompting-at-work": promptingAtWork,
	"warehouse-and-routes": warehouseAndRoutes,
	"finance-and-forecasts": financeAndForecasts,
	"people-and-policy": peopleAndPolicy,
	"sales-and-tenders": salesAndTenders,
	"code-and-data": codeAndData,
	"payroll-pilot": payrollPilot,
};

/** Every demo thread with the circle it stands in. */
export const demoThreads: { circle: string; thread: DemoThread }[] = Object.entries(byCircle).flatMap(([circle, threads]) =>
	threads.map((thread) => ({ circle, thread })),
);

-- A notice moves the bell as a notification does: its table has the columns that these functions look at.
CREATE TRIGGER notices_come AFTER INSERT ON notices REFERENCING NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION notifications_come();--> statement-breakpoint
CREATE TRIGGER notices_change AFTER UPDATE ON notices REFERENCING OLD TABLE AS gone NEW TABLE AS come
	FOR EACH STATEMENT EXECUTE FUNCTION notifications_change();--> statement-breakpoint
CREATE TRIGGER notices_go AFTER DELETE ON notices REFERENCING OLD TABLE AS gone
	FOR EACH STATEMENT EXECUTE FUNCTION notifications_go();

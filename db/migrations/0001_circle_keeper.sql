-- Every circle has at least one keeper: held here too, so that no command can forget it. Checked at commit, so that one
-- transaction may hand a circle over in any order.
CREATE FUNCTION circle_needs_keeper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Waits for whoever else is changing this circle's keepers; the next statement then sees what they did.
	PERFORM 1 FROM circles WHERE id = OLD.circle_id FOR NO KEY UPDATE;
	IF FOUND AND NOT EXISTS (SELECT 1 FROM circle_members WHERE circle_id = OLD.circle_id AND role = 'keeper') THEN
		RAISE EXCEPTION 'a circle needs a keeper' USING ERRCODE = 'check_violation', CONSTRAINT = 'circles_keeper';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER circles_keeper AFTER DELETE OR UPDATE OF role, circle_id ON circle_members
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'keeper') EXECUTE FUNCTION circle_needs_keeper();

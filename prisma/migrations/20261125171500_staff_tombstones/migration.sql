ALTER TABLE "tombstones" DROP CONSTRAINT "tombstones_about";
ALTER TABLE "tombstones" ADD CONSTRAINT "tombstones_about"
  CHECK ("about" IN ('person', 'registration', 'consent', 'document', 'restriction', 'messages', 'staff'));

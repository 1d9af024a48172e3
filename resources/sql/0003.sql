-- Which states of a point count is data in the codebook, as with commendations.

UPDATE codebook SET attributes = CASE code WHEN 'held' THEN 'counted=1' WHEN 'planned' THEN 'counted=0' ELSE 'counted=0;answer=1' END
  WHERE list = 'point_status' AND code IN ('planned', 'held', 'cancelled') AND attributes = '';

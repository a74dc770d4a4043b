-- The load of both sides: one request after the other over all ids, made once before the first is sent.
local made, at = {}, 0

init = function(args)
  local method, tail, body = os.getenv("BENCH_METHOD"), os.getenv("BENCH_TAIL"), os.getenv("BENCH_BODY")
  local path = os.getenv("BENCH_PATH")
  local headers = { ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN") }
  if body == "" then body = nil else headers["Content-Type"] = "application/json" end
  for id in io.lines(os.getenv("BENCH_IDS")) do
    made[#made + 1] = wrk.format(method, path .. id .. tail, headers, body)
  end
  at = tonumber(os.getenv("BENCH_FROM"))
end

request = function()
  at = at % #made + 1
  return made[at]
end

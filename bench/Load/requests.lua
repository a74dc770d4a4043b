-- The load of all sides: one request after the other over all ids, made once before the first is sent. Each thread has
-- an address of its own.
local made, at, threads = {}, 0, 0

function setup(thread)
  local ports = {}
  for port in os.getenv("BENCH_PORTS"):gmatch("%d+") do ports[#ports + 1] = port end
  thread.addr = wrk.lookup("127.0.0.1", ports[threads % #ports + 1])[1]
  thread:set("number", threads)
  thread:set("of", #ports)
  threads = threads + 1
end

init = function(args)
  local method, tail, body = os.getenv("BENCH_METHOD"), os.getenv("BENCH_TAIL"), os.getenv("BENCH_BODY")
  local path = os.getenv("BENCH_PATH")
  local headers = { ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN") }
  local cookie = os.getenv("BENCH_COOKIE")
  if cookie ~= "" then headers["Cookie"] = cookie .. "=" .. os.getenv("BENCH_TOKEN") end
  if body == "" then body = nil else headers["Content-Type"] = "application/json" end
  for id in io.lines(os.getenv("BENCH_IDS")) do
    made[#made + 1] = wrk.format(method, path .. id .. tail, headers, body)
  end
  at = tonumber(os.getenv("BENCH_FROM")) + math.floor(#made * number / of)
end

request = function()
  at = at % #made + 1
  return made[at]
end

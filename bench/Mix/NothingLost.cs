using System.Text.Json.Nodes;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Mix;

/// <summary>Whether everything that was acknowledged is there afterwards.</summary>
internal static class NothingLost
{
    private const int AtOnce = 32, Tries = 20;

    /// <summary>Reads all of it again; gives how much is not there.</summary>
    public static async Task<int> Missing(MixedWork work)
    {
        var missing = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(work.Acknowledged.Applications, options, async (id, _) =>
        {
            if (!work.Acknowledged.Has(id, (string)(await Read("applications/" + id))["status"]!))
                Interlocked.Increment(ref missing);
        });
        await Parallel.ForEachAsync(work.Acknowledged.Certificates, options, async (id, _) =>
        {
            if (!work.Acknowledged.Has(id, (int)(await Read("certificates/" + id))["version"]!))
                Interlocked.Increment(ref missing);
        });
        return missing;

        async Task<JsonNode> Read(string path)
        {
            for (var tries = 0; tries < Tries; tries++)
            {
                if (await work.LookAgain(tries, path) is { } there) return there;
                await Task.Delay(TimeSpan.FromMilliseconds(500)); // Still busy with what was too much.
            }
            return new JsonObject { ["status"] = "", ["version"] = 0 };
        }
    }

    /// <summary><c>registry verify</c> of the stopped registry; throws when it finds something.</summary>
    public static async Task Verify(Side side, Register register, string? database)
    {
        Finished verified = await side.Run(["verify", "--data", register.Folder], database);
        if (verified.ExitCode != 0) throw new InvalidOperationException("registry verify: " + verified.Said);
    }
}

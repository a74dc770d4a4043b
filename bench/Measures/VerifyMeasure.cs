using System.Diagnostics;
using System.Security.Cryptography;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Checks of tokens alone on SQLite: those seen before beside an empty endpoint that answers as many bytes, and new
/// ones beside the rate at which one core checks ES256 signatures and does nothing else.
/// </summary>
internal static class VerifyMeasure
{
    private const int Certificates = 20_000;

    /// <summary>Fewer than are remembered, so that after the warm-up each was seen before.</summary>
    private const int MaxSeen = 10_000;

    /// <summary>Far more than are remembered (40,000), asked in turn: each is new again when its turn comes.</summary>
    private const int New = 120_000;

    /// <summary>So many are looked at first.</summary>
    private const int Checked = 50;

    private const string Path = "/api/v1/verify/";

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var sides = Programs.Find(settings);
        await using var servers = new Together();
        var (seen, fresh, bytes) = (new List<Target>(), new List<Target>(), 0);
        foreach (var side in sides)
        {
            var kept = await Register.Load(settings, side, settings.Certificates ?? Certificates);
            var register = kept.Copy(settings, "verify");
            var tokens = await MakeTokens(side, register);
            var server = await servers.Add(side.OnSqlite(register.Folder));
            bytes = await BytesOf(server, tokens.Take(Checked));
            seen.Add(new Target(server, await Kept(register, "seen.txt", tokens[..MaxSeen])));
            fresh.Add(new Target(server, (await Kept(register, "new.txt", tokens)) with { InTurn = true }));
        }
        if (settings.Has(ReadsMeasure.EmptyName))
        {
            var empty = await servers.Add(ReadsMeasure.Empty(settings, bytes), Peer.ReadyPath);
            seen.Add(new Target(empty, seen[0].Requests));
        }
        var known = UnderLoad.Table(
            "Verification alone on SQLite, tokens seen before: "
            + $"GET /api/v1/verify/{{token}}, answers of about {bytes} bytes");
        await UnderLoad.Measure(settings, known, seen, 16, 64);
        var first = UnderLoad.Table("Verification alone on SQLite, new tokens");
        await UnderLoad.Measure(settings, first, fresh, 64);
        var loop = OneCore(TimeSpan.FromSeconds(settings.Seconds));
        await Report.Write(settings, "verify", sides, known, first);
        foreach (var side in sides)
            Console.WriteLine($"One core checks {loop:0} ES256 signatures a second in a loop; "
                + $"{side.Name}, new tokens: {first.Best(side.Name) / loop:0.00} of it\n");
    }

    /// <summary>Signed with a key that the registry makes; it is stopped again, for its file is read.</summary>
    private static async Task<string[]> MakeTokens(Side side, Register register)
    {
        await using (var server = await side.OnSqlite(register.Folder))
        {
            await server.Ready();
            await Officer.MakeKey(server);
        }
        return await Tokens.Of(side, register, null, New);
    }

    /// <summary>How long the last answer is; throws when one of the tokens is not valid: a refusal is fast.</summary>
    private static async Task<int> BytesOf(Server server, IEnumerable<string> tokens)
    {
        var answer = "";
        foreach (var token in tokens)
        {
            answer = await server.Get(Path + token);
            if (!answer.Contains("\"result\":\"valid\"", StringComparison.Ordinal))
                throw new InvalidOperationException("not valid: " + answer);
        }
        return System.Text.Encoding.UTF8.GetByteCount(answer);
    }

    private static async Task<Requests> Kept(Register register, string name, string[] tokens)
    {
        var file = System.IO.Path.Combine(register.Folder, name);
        await File.WriteAllLinesAsync(file, tokens);
        return new Requests("GET", "", "", "", file, tokens) { Path = Path };
    }

    private static double OneCore(TimeSpan max)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var data = RandomNumberGenerator.GetBytes(130);
        const DSASignatureFormat form = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;
        var signature = key.SignData(data, HashAlgorithmName.SHA256, form);
        var checkedSo = 0;
        var startedAt = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(startedAt) < max)
        {
            for (var i = 0; i < 100; i++)
                if (!key.VerifyData(data, signature, HashAlgorithmName.SHA256, form))
                    throw new InvalidOperationException();
            checkedSo += 100;
        }
        return checkedSo / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
    }
}

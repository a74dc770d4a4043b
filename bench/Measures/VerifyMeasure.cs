using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Setup;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Checks of tokens: those seen before against an empty endpoint that answers as many bytes, and new ones against the rate
/// at which one core checks ES256 signatures and does nothing else.
/// </summary>
internal static class VerifyMeasure
{
    /// <summary>Fewer than are remembered, so that after the warm-up each was seen before.</summary>
    private const int SeenMost = 10_000;

    /// <summary>Far more than are remembered (40,000), asked in turn: each is new again when its turn comes.</summary>
    private const int New = 120_000;

    private const string Path = "/api/v1/verify/";

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var made = await RegisterFile.MakeForLoad(System.IO.Path.Combine(settings.Cache, "verify"), settings.Certificates);
        var tokens = await Tokens(made);
        var seen = await Kept(made, "seen.txt", tokens.Take(SeenMost));
        var fresh = await Kept(made, "new.txt", tokens);
        await using var ours = await Server.Api(made.Folder);
        var answer = await ours.Get(Path + tokens[0]);
        if (!answer.Contains("\"result\":\"valid\"", StringComparison.Ordinal)) throw new InvalidOperationException("not valid: " + answer);
        Console.WriteLine($"## Verification: GET /api/v1/verify/{{token}}, answers of about {answer.Length} characters\n");
        Console.WriteLine("Tokens seen before; the live states are read again each time:");
        Console.WriteLine();
        await using var empty = await Server.Peer("empty", System.Text.Encoding.UTF8.GetByteCount(answer).ToString(CultureInfo.InvariantCulture), made.Token);
        await Sides.Measure(settings, new Requests("GET", "", "", seen) { Path = Path }, [ours, empty]);
        Console.WriteLine("New tokens:");
        Console.WriteLine();
        var best = await Sides.Measure(settings, new Requests("GET", "", "", fresh) { Path = Path, InTurn = true }, [ours]);
        var loop = OneCore(TimeSpan.FromSeconds(settings.Seconds));
        Console.WriteLine($"One core checks {loop:0} ES256 signatures a second in a loop; new tokens {best:0} a second: {best / loop:0.00}");
        Console.WriteLine();
    }

    private static async Task<string[]> Tokens(Prepared made)
    {
        await using var host = await RegisterFile.Open(made.Folder);
        var tokens = new string[New];
        for (var i = 0; i < New; i++) tokens[i] = (await host.Registry.Verification.TokenFor(made.Ids[i % made.Ids.Count]))!.Token;
        return tokens;
    }

    private static async Task<Prepared> Kept(Prepared made, string name, IEnumerable<string> tokens)
    {
        var file = System.IO.Path.Combine(made.Folder, name);
        var all = tokens.ToArray();
        await File.WriteAllLinesAsync(file, all);
        return made with { IdsFile = file, Ids = all };
    }

    private static double OneCore(TimeSpan most)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var data = RandomNumberGenerator.GetBytes(130);
        var signature = key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var checkedSo = 0;
        var startedAt = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(startedAt) < most)
        {
            for (var i = 0; i < 100; i++)
                if (!key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)) throw new InvalidOperationException();
            checkedSo += 100;
        }
        return checkedSo / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
    }
}

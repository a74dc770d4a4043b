using System.Globalization;
using System.Net.Http.Headers;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Setup;

namespace OrleansRegistry.Bench.Measures;

/// <summary>Reads of one certificate against an empty endpoint that answers as many bytes.</summary>
internal static class ReadsMeasure
{
    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var made = await RegisterFile.MakeForLoad(Path.Combine(settings.Cache, "reads"), settings.Certificates);
        await using var ours = await Server.Api(made.Folder);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Token);
        var bytes = (await client.GetByteArrayAsync(new Uri($"{ours.Url}/api/v1/certificates/{made.Ids[0]}"))).Length;
        Console.WriteLine($"## (b) Reads: GET /api/v1/certificates/{{id}}, answers of about {bytes} bytes\n");
        await using var empty = await Server.Peer("empty", bytes.ToString(CultureInfo.InvariantCulture), made.Token);
        await Sides.Measure(settings, new Requests("GET", "", "", made), [ours, empty]);
    }
}

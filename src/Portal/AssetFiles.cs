using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal;

/// <summary>
/// Styles, scripts and pictures of the pages. They are in the assembly and served from memory, so that the program runs
/// from any folder. The address has the content's hash in it, so that a browser can cache each for ever.
/// </summary>
internal static partial class AssetFiles
{
    /// <summary>
    /// The worker that reads QR codes with a compiled library; a worker has the policy of its own answer.
    /// </summary>
    private const string ReadsCodes = "offline-worker.js";

    /// <summary>Of others, and small as it is (lib.lock.json).</summary>
    private const string Library = "zxing-reader.js";

    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly FrozenDictionary<string, Asset> _all = typeof(AssetFiles).Assembly
        .GetManifestResourceNames().Select(Asset.Read)
        .Append(Asset.Joined("base.css", "frame.css", "people.css"))
        .Append(Asset.Joined("staff.css", "frame.css", "desk.css"))
        .Append(Asset.Joined("screen.css", "frame.css", "people.css", "display.css"))
        .Append(Asset.Joined("speak-and-files.js", "speak.js", "files.js"))
        .ToFrozenDictionary(asset => asset.Name);

    /// <summary>The address of the file called <paramref name="name"/>.</summary>
    public static string Url(string name) => _all[name].Url;

    /// <summary>The bytes of the file called <paramref name="name"/>.</summary>
    public static byte[] Content(string name) => _all[name].Content;

    /// <summary>A short hash of a text.</summary>
    public static string HashOf(string text) => HashOf(Encoding.UTF8.GetBytes(text));

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/assets/{hash}/{name}", Get).For(PageAccess.Open);

    private static IResult Get(string hash, string name, HttpContext http)
    {
        if (!_all.TryGetValue(name, out var asset) || asset.Hash != hash) return Results.NotFound();
        var zipped = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal)
            && asset.Zipped.Length < asset.Content.Length;
        http.Response.Headers.CacheControl = Forever;
        http.Response.Headers.Vary = "Accept-Encoding";
        if (zipped) http.Response.Headers.ContentEncoding = "gzip";
        if (name == ReadsCodes) http.Response.Headers.ContentSecurityPolicy = PageHeaders.WithCompiledCode;
        return Results.Bytes(zipped ? asset.Zipped : asset.Content, asset.ContentType);
    }

    /// <summary>A module that another one imports by its file name.</summary>
    [GeneratedRegex("from \"\\./([a-z-]+\\.js)\"")]
    private static partial Regex Imported();

    /// <summary>
    /// What is in a style for those who read its source: comments, and where lines begin and end. A line ends where a
    /// space has no meaning.
    /// </summary>
    [GeneratedRegex(@"/\*.*?\*/|\s*\n\s*", RegexOptions.Singleline)]
    private static partial Regex CommentsOfStyles();

    /// <summary>The same of a script, in which the ends of lines count: whole lines of comment, and indents.</summary>
    [GeneratedRegex(@"^[ \t]*//.*\n|^[ \t]+", RegexOptions.Multiline)]
    private static partial Regex CommentsOfScripts();

    private static byte[] Without(byte[] source, Regex comments) =>
        Encoding.UTF8.GetBytes(comments.Replace(Encoding.UTF8.GetString(source), ""));

    private sealed record Asset(string Name, string Hash, string ContentType, byte[] Content, byte[] Zipped)
    {
        public string Url { get; } = $"/assets/{Hash}/{Name}";

        public static Asset Read(string name) => Joined(name, name);

        /// <summary>Several files as one, so that the first page needs fewer requests.</summary>
        public static Asset Joined(string name, params ReadOnlySpan<string> parts)
        {
            using var content = new MemoryStream();
            foreach (var part in parts)
            {
                using var resource = typeof(AssetFiles).Assembly.GetManifestResourceStream(part)!;
                resource.CopyTo(content);
            }
            var bytes = content.ToArray();
            if (name != Library)
                bytes = Path.GetExtension(name) switch
                {
                    ".js" => WithAddresses(Without(bytes, CommentsOfScripts())),
                    ".css" => Without(bytes, CommentsOfStyles()),
                    _ => bytes,
                };
            return new Asset(
                name, HashOf(bytes), TypeOf(name), bytes, Zip(bytes));
        }

        /// <summary>Replaces the imports of a module by addresses with their hashes.</summary>
        private static byte[] WithAddresses(byte[] module) => Encoding.UTF8.GetBytes(Imported().Replace(
            Encoding.UTF8.GetString(module), match => $"from \"{Read(match.Groups[1].Value).Url}\""));


        private static byte[] Zip(byte[] bytes)
        {
            using var zipped = new MemoryStream();
            using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize)) gzip.Write(bytes);
            return zipped.ToArray();
        }

        private static string TypeOf(string name) => Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".wasm" => "application/wasm",
            ".LICENSE" => "text/plain; charset=utf-8",
            ".webmanifest" => "application/manifest+json",
            var other => throw new InvalidOperationException($"{other} has no media type here"),
        };
    }
}

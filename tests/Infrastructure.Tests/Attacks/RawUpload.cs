using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Infrastructure.Tests.Attacks;

/// <summary>An upload byte for byte over a socket: no client library sends such names.</summary>
internal static class RawUpload
{
    private const string Boundary = "raw-boundary";

    /// <summary>
    /// Uploads the picture of a card under what stands between the quotes of its file name; gives the status and the
    /// body.
    /// </summary>
    public static async Task<(int Status, JsonNode? Body)> Send(Visitor who, Uri registry, byte[] picture, string name)
    {
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n"
                + $"identityFront\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; "
                + $"filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"),
            .. picture, .. Encoding.UTF8.GetBytes($"\r\n--{Boundary}--\r\n"),
        ];
        using var client = new TcpClient();
        await client.ConnectAsync(registry.Host, registry.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"POST {HttpSteps.Api}/documents HTTP/1.1\r\n"
            + $"Host: {registry.Authority}\r\nConnection: close\r\nX-Forwarded-For: {who.Address}\r\n"
            + $"Authorization: Bearer {who.Token}\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n"));
        await stream.WriteAsync(body);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
        var from = answer.IndexOf('{', StringComparison.Ordinal);
        return (int.Parse(answer.Split(' ')[1], null),
            from < 0 ? null : JsonNode.Parse(answer[from..(answer.LastIndexOf('}') + 1)]));
    }
}

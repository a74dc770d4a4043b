using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Documents.Scanning;

/// <summary>
/// Has uploads checked by a clamd next to this silo, with its command INSTREAM: the content in chunks, each after its
/// length, an empty one at the end, and one line as the answer. While clamd cannot be reached, no upload is accepted:
/// an officer would otherwise open a file that nobody has checked.
/// </summary>
/// <param name="where">A Unix socket, or an address of this machine, because contents are sent unencrypted.</param>
/// <param name="log">The log, for what was found, and for when clamd cannot be reached.</param>
public sealed class Clamd(EndPoint where, ILogger<Clamd> log)
{
    private const int ChunkBytes = 64 * 1024;
    private const int MaxAnswer = 1024;
    private const string Clean = "stream: OK", Found = " FOUND";

    private static readonly byte[] _command = "zINSTREAM\0"u8.ToArray();

    /// <summary>How long the check of a file may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Null: it has found nothing. Otherwise the refusal: MATERIAL_UNFIT if it has found something, STORAGE_AWAY if it
    /// did not answer.
    /// </summary>
    public async Task<Refusal?> Scan(ReceivedFile file, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        string answer;
        try
        {
            answer = await Ask(file.Open(), limit.Token);
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException
            && !cancellation.IsCancellationRequested)
        {
            log.ScannerAway(fault.Message);
            return Refusals.StorageAway();
        }
        if (answer == Clean) return null;
        if (answer.EndsWith(Found, StringComparison.Ordinal))
        {
            log.MalwareFound(file.Sha256, answer[..^Found.Length]);
            return DocumentRefusals.Malware();
        }
        log.ScannerAway(answer.Length == 0 ? "no answer" : answer); // Such as "INSTREAM size limit exceeded. ERROR".
        return Refusals.StorageAway();
    }

    private async Task<string> Ask(Stream content, CancellationToken cancellation)
    {
        using var socket = where is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(where.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(where, cancellation);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(_command, cancellation);
        var chunk = new byte[sizeof(int) + ChunkBytes];
        int read;
        do
        {
            read = await content.ReadAtLeastAsync(
                chunk.AsMemory(sizeof(int)), ChunkBytes, throwOnEndOfStream: false, cancellation);
            BinaryPrimitives.WriteInt32BigEndian(chunk, read);
            await stream.WriteAsync(chunk.AsMemory(0, sizeof(int) + read), cancellation);
        }
        while (read > 0);
        var answer = new byte[MaxAnswer];
        var length = await stream.ReadAtLeastAsync(answer, MaxAnswer, throwOnEndOfStream: false, cancellation);
        return Encoding.ASCII.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }
}

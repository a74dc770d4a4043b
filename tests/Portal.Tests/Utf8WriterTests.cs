using System.Buffers;
using System.Text;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Tests;

/// <summary>What a page writes in pieces arrives whole, wherever the pieces end.</summary>
public sealed class Utf8WriterTests
{
    private static readonly string[] _pieces = ["<p>", "张三", "a", "", "𠮷", "\ud842", "\udfb7",
        new('长', 5_000), new('x', 4_095), "\r\n"];

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Pieces_of_any_length_give_the_bytes_of_the_whole_text(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var (expected, written) = (new StringBuilder(), new ArrayBufferWriter<byte>());
            using (var writer = new Utf8Writer(written))
                for (var left = random.Next(60); left > 0; left--)
                {
                    var piece = _pieces[random.Next(_pieces.Length)];
                    expected.Append(piece);
                    if (piece.Length == 1) writer.Write(piece[0]);
                    else writer.Write(piece);
                }
            Assert.Equal(Encoding.UTF8.GetBytes(expected.ToString()), written.WrittenSpan.ToArray());
        }
    }
}

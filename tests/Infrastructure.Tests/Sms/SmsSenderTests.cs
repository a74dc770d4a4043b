using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Sms;

namespace OrleansRegistry.Infrastructure.Tests.Sms;

/// <summary>Texts to phones: handed over at least once while they are good for something.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class SmsSenderTests
{
    [Fact]
    public async Task A_gateway_that_is_away_is_asked_again_while_the_code_is_good()
    {
        var gateway = new Gateway(new SinkReceipt.Away("later"), new SinkReceipt.Taken("ok"));
        var counts = await Sent(gateway);
        Assert.Equal(new TextCounts(1, 0, 0, 0), counts);
        Assert.Equal(2, gateway.Tries.Count);
        Assert.Single(gateway.Tries.Select(message => message.Id).Distinct());
    }

    [Fact]
    public async Task A_code_that_is_over_is_not_sent_any_more()
    {
        var gateway = new Gateway(new SinkReceipt.Away("never"));
        Assert.Equal(new TextCounts(0, 1, 0, 0), await Sent(gateway));
        Assert.InRange(gateway.Tries.Count, 8, 9); // 1, 2, 4 ... 128 s are 255 s, one more would be too late.
    }

    [Fact]
    public async Task What_the_gateway_refuses_is_not_sent_again()
    {
        var gateway = new Gateway(new SinkReceipt.Refused("no such phone"));
        Assert.Equal(new TextCounts(0, 1, 0, 0), await Sent(gateway));
        Assert.Single(gateway.Tries);
    }

    [Fact]
    public async Task The_file_for_drills_has_a_line_for_each_text_and_is_its_owner_s_alone()
    {
        var path = Path.Combine(Path.GetTempPath(), "sms-" + Guid.NewGuid().ToString("N"));
        using var sender = new FileSmsSender(path);
        try
        {
            await sender.Send(new SmsMessage("S-1", "code.signIn", "13800000000", "验证码 123456"));
            await sender.Send(new SmsMessage("S-2", "code.signIn", "13800000000", "验证码 654321"));
            var lines = await File.ReadAllLinesAsync(path);
            Assert.Equal(["S-1", "S-2"], lines.Select(line => (string)JsonNode.Parse(line)!["id"]!));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Each_purpose_stands_in_its_text() => Assert.All(Enum.GetValues<CodePurpose>(), purpose =>
    {
        var texts = Enum.GetValues<CodePurpose>().Select(one => SmsTexts.Of("123456", one));
        Assert.Contains("123456", SmsTexts.Of("123456", purpose), StringComparison.Ordinal);
        Assert.Single(texts, text => text == SmsTexts.Of("123456", purpose));
    });

    private static async Task<TextCounts> Sent(Gateway gateway)
    {
        var (clock, counts) = (new FakeTimeProvider(), new SmsCounts());
        using var sender = new SmsCodeSender(gateway, counts, clock, NullLogger<SmsCodeSender>.Instance);
        await sender.Send("13800000000", "123456", CodePurpose.SignIn);
        for (var i = 0; i < 10_000 && counts.Now is { Sent: 0, GivenUp: 0 }; i++)
        {
            await Task.Yield();
            if (gateway.Waits) clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }
        return counts.Now;
    }

    private sealed class Gateway(params SinkReceipt[] answers) : ISmsSender
    {
        public List<SmsMessage> Tries { get; } = [];

        /// <summary>True once a try was in vain.</summary>
        public bool Waits { get; private set; }

        public Task<SinkReceipt> Send(SmsMessage message, CancellationToken cancellation = default)
        {
            var answer = answers[Math.Min(Tries.Count, answers.Length - 1)];
            Tries.Add(message);
            Waits |= answer is SinkReceipt.Away;
            return Task.FromResult(answer);
        }
    }
}

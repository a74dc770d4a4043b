using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>The webhook against a real receiver: what is posted, and how each answer is understood.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class WebhookSinkTests
{
    private static readonly NoticeRecord _notice = new(7, new EntityId(EntityKind.Certificate, "Q-1"),
        new Notice("renewalOpens", "P-1", new Dictionary<string, string>
        {
            ["certificate"] = "Q-1", ["validTo"] = "2026-03-01", ["lapsesAfter"] = "2026-08-28",
        }.ToImmutableSortedDictionary(StringComparer.Ordinal)),
        new DateTimeOffset(2026, 2, 13, 1, 0, 0, TimeSpan.Zero), null, 0, false, null, null);

    [Fact]
    public async Task The_post_says_who_what_and_when_and_is_signed()
    {
        await using var receiver = await Receiver.Start((_, context) =>
        {
            context.Response.StatusCode = 202;
            context.Response.Headers[WebhookSink.ReceiptHeader] = "sms-42";
            return Task.CompletedTask;
        });

        Assert.Equal(new SinkReceipt.Taken("HTTP 202 sms-42"), await Send(receiver, secret: "s3cret"));

        var got = Assert.Single(receiver.All);
        Assert.Equal(("/notices", "7", "application/json"), (got.Path, got.Id, got.ContentType));
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes("s3cret"), got.Body);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(signature), got.Signature);
        var json = JsonDocument.Parse(got.Body).RootElement;
        Assert.Equal(
            ["id", "kind", "person", "certificate", "texts", "values", "at"],
            json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(7, json.GetProperty("id").GetInt64());
        Assert.Equal("renewalOpens", json.GetProperty("kind").GetString());
        Assert.Equal("P-1", json.GetProperty("person").GetString());
        Assert.Equal("Q-1", json.GetProperty("certificate").GetString());
        Assert.Equal("2026-02-13T09:00:00+08:00", json.GetProperty("at").GetString());
        Assert.Equal("2026-03-01", json.GetProperty("values").GetProperty("validTo").GetString());
        var texts = json.GetProperty("texts");
        Assert.Contains("有效期至2026年3月1日", texts.GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Contains("until 1 March 2026", texts.GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    /// <summary>A later try is signed anew, with its own second: a receiver takes nothing that is too old.</summary>
    [Theory]
    [InlineData("s3cret", new byte[] { 0x73, 0x33, 0x63, 0x72, 0x65, 0x74 })]
    [InlineData("whsec_AAEC", new byte[] { 0, 1, 2 })]
    public async Task Id_second_and_body_are_signed_together_for_each_try(string secret, byte[] key)
    {
        await using var receiver = await Receiver.Start(503, 200);
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_614_265_330));
        await Send(receiver, secret, time: clock);
        clock.Advance(TimeSpan.FromMinutes(10));
        await Send(receiver, secret, time: clock);

        Assert.Equal(["1614265330", "1614265930"], receiver.All.Select(got => got.Standard.Timestamp));
        Assert.All(receiver.All, got =>
        {
            byte[] signed = [.. Encoding.UTF8.GetBytes($"7.{got.Standard.Timestamp}."), .. got.Body];
            Assert.Equal(("7", "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))),
                (got.Standard.Id, got.Standard.Signature));
        });
    }

    /// <summary>The example that the libraries of Standard Webhooks are tested with.</summary>
    [Fact]
    public void A_library_of_the_standard_takes_the_signature() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(WebhookSignature.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1_614_265_330), "{\"test\": 2432232314}"u8));

    [Fact]
    public async Task Without_a_secret_there_is_no_signature()
    {
        await using var receiver = await Receiver.Start(200);
        await Send(receiver);
        var got = Assert.Single(receiver.All);
        Assert.Null(got.Signature);
        Assert.Equal(("7", null), (got.Standard.Id, got.Standard.Signature));
    }

    [Fact]
    public void A_secret_that_is_no_Base64_after_its_prefix_is_refused_at_the_start() =>
        Assert.Throws<SettingException>(() => WebhookSignature.Key("whsec_?"));

    [Theory]
    [InlineData(200, typeof(SinkReceipt.Taken))]
    [InlineData(204, typeof(SinkReceipt.Taken))]
    [InlineData(302, typeof(SinkReceipt.Away))]
    [InlineData(400, typeof(SinkReceipt.Refused))]
    [InlineData(401, typeof(SinkReceipt.Refused))]
    [InlineData(410, typeof(SinkReceipt.Refused))]
    [InlineData(408, typeof(SinkReceipt.Away))]
    [InlineData(429, typeof(SinkReceipt.Away))]
    [InlineData(500, typeof(SinkReceipt.Away))]
    [InlineData(503, typeof(SinkReceipt.Away))]
    public async Task Each_status_has_one_meaning(int status, Type meaning)
    {
        await using var receiver = await Receiver.Start((_, context) =>
        {
            context.Response.StatusCode = status;
            if (status == 302) context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        Assert.IsType(meaning, await Send(receiver));
        Assert.Equal("/notices", Assert.Single(receiver.All).Path);
    }

    [Fact]
    public async Task A_receiver_may_ask_to_be_left_alone_for_a_while()
    {
        await using var receiver = await Receiver.Start((_, context) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        });
        Assert.Equal(new SinkReceipt.Away("HTTP 429", TimeSpan.FromMinutes(2)), await Send(receiver));
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_left_after_the_time_limit()
    {
        await using var receiver = await Receiver.Start((_, context) =>
            Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        Assert.IsType<SinkReceipt.Away>(await Send(receiver, timeout: TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_tried_later()
    {
        var receiver = await Receiver.Start(200);
        await receiver.DisposeAsync();
        Assert.IsType<SinkReceipt.Away>(await Send(receiver));
    }

    [Fact]
    public async Task Stopping_the_registry_is_no_fault_of_the_receiver()
    {
        await using var receiver = await Receiver.Start((_, context) =>
            Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Send(receiver, cancellation: stop.Token));
    }

    private static async Task<SinkReceipt> Send(
        Receiver receiver, string? secret = null, TimeSpan? timeout = null, TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        using var sink = new WebhookSink(new WebhookOptions
        {
            Url = receiver.Url, Secret = secret, Timeout = timeout ?? TimeSpan.FromSeconds(10),
            Time = time ?? TimeProvider.System,
        });
        return await sink.Send(_notice, NoticeTexts.Of(_notice.Notice), cancellation);
    }
}

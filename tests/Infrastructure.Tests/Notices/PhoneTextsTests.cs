using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Sms;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>
/// Notices reach phones over a real store and a real gateway: never before their commit, at least once, as one text a
/// recipient and day, and in the morning when it is night.
/// </summary>
public sealed class PhoneTextsTests : IDisposable
{
    private const string Phone = "13800000001";
    private readonly TestStore _store = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 2, 13, 2, 0, 0, TimeSpan.Zero));
    private readonly SmsCounts _counts = new();
    private NoticeChoices _choices = NoticeChoices.All;
    private bool _areOfHelper;
    private int _version;

    [Fact]
    public async Task Notices_to_one_person_that_wait_together_are_one_text()
    {
        await using var gateway = await Receiver.Start(200);
        await Leave("P-1", "expired", "lapseAhead");
        await Leave("P-2", "expired");
        await Leave(NoticeReach.Administration, "expired"); // A desk has no phone.
        var pump = Pump(gateway);

        await Pumped(pump);

        var texts = gateway.All.Select(got => JsonNode.Parse(got.Body)!).OrderBy(text => (string)text["id"]!).ToList();
        Assert.Equal(2, texts.Count);
        Assert.Equal((Phone, "notices"), ((string)texts[0]["phone"]!, (string)texts[0]["kind"]!));
        Assert.Contains("另有 1 条通知", (string)texts[0]["text"]!, StringComparison.Ordinal);
        Assert.All(await Notices(), notice => Assert.NotNull(notice.SentAt));
    }

    [Fact]
    public async Task A_gateway_that_fails_gets_the_same_text_again_and_no_other_channel_does()
    {
        await using var gateway = await Receiver.Start(500, 200);
        await Leave("P-1", "expired");
        var other = new Sink();
        var pump = Pump(gateway, other);

        await Pumped(pump);
        Assert.Equal((1, "sms: HTTP 500"), ((await Notices())[0].Attempts, (await Notices())[0].Error));
        _clock.Advance(TimeSpan.FromSeconds(5));
        await pump.PumpOnce(CancellationToken.None);

        Assert.Equal(2, gateway.All.Count);
        Assert.Single(gateway.All.Select(got => got.Standard.Id).Distinct());
        Assert.Equal(1, other.Got);
        Assert.Equal("other: before; sms: HTTP 200", (await Notices())[0].Receipt);
    }

    [Fact]
    public async Task A_text_that_was_sent_and_not_marked_comes_again_under_the_same_id()
    {
        await Leave("P-1", "expired");
        using var killed = new CancellationTokenSource();
        await using var gateway = await Receiver.Start(async (_, http) =>
        {
            await killed.CancelAsync(); // The process ends between the gateway's answer and the mark.
            http.Response.StatusCode = StatusCodes.Status200OK;
        });
        await Once(Pump(gateway));
        _clock.Advance(PhoneTexts.Gathering);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Pump(gateway).PumpOnce(killed.Token));
        Assert.Null((await Notices())[0].SentAt);

        await Once(Pump(gateway));

        Assert.Equal(2, gateway.All.Count);
        Assert.Single(gateway.All.Select(got => got.Standard.Id).Distinct());
        Assert.NotNull((await Notices())[0].SentAt);
    }

    [Fact]
    public async Task At_night_only_what_is_about_today_goes_out()
    {
        _clock.Advance(TimeSpan.FromHours(12)); // 22:00 in Shanghai.
        await using var gateway = await Receiver.Start(200);
        await Leave("P-1", "expired");
        await Leave("P-2", "lapseAhead", ("lapsesAfter", "2026-02-13"));
        var pump = Pump(gateway);

        await Pumped(pump);
        Assert.Single(gateway.All);
        _clock.Advance(TimeSpan.FromHours(10) - PhoneTexts.Gathering - TimeSpan.FromTicks(1));
        await Once(pump);
        Assert.Single(gateway.All);
        _clock.Advance(TimeSpan.FromTicks(1)); // 08:00.
        await Once(pump);

        Assert.Equal(2, gateway.All.Count);
        Assert.All(await Notices(), notice => Assert.Equal(0, notice.Attempts));
    }

    [Fact]
    public async Task What_was_switched_off_is_not_sent_and_what_law_demands_is()
    {
        _choices = NoticeChoices.All.With(NoticeTopic.Reminder, NoticeChannel.Sms, on: false)
            .With(NoticeTopic.Legal, NoticeChannel.Sms, on: false);
        await using var gateway = await Receiver.Start(200);
        await Leave("P-1", "lapseAhead");
        await Leave("P-1", "expired");

        await Pumped(Pump(gateway));

        Assert.Equal("expired", (string)JsonNode.Parse(Assert.Single(gateway.All).Body)!["kind"]!);
    }

    [Fact]
    public async Task What_did_not_arrive_is_shown_to_the_administrator()
    {
        await using var gateway = await Receiver.Start(200);
        await Leave("P-1", "expired");
        await Pumped(Pump(gateway));
        var id = gateway.All.Single().Standard.Id!;
        var receipts = new SmsReceipts("secret", _counts, _clock, NullLogger<SmsReceipts>.Instance)
        {
            OfNotices = (text, error, ct) => _store.Store.Work.TextReceived(text, error, ct),
        };

        await receipts.Take("r1", new TextReceipt(id, Delivered: false, "no such phone"));

        var failed = (await _store.Store.Work.Notices(null, true, new PageRequest())).Items;
        Assert.Equal("sms: no such phone", Assert.Single(failed).Error);
        Assert.Equal(new TextCounts(1, 0, 0, 1), _counts.Now);
    }

    /// <summary>A helper hears of the application alone, in words that are not addressed to the holder.</summary>
    [Fact]
    public async Task A_helper_gets_what_is_about_the_application_and_nothing_else()
    {
        _areOfHelper = true;
        await using var gateway = await Receiver.Start(200);
        await Leave("P-1", "expired", "applicationApproved");
        await Leave("P-2", "expired");

        await Pumped(Pump(gateway));

        var text = (string)JsonNode.Parse(Assert.Single(gateway.All).Body)!["text"]!;
        Assert.StartsWith("您帮办的", text, StringComparison.Ordinal);
        Assert.DoesNotContain("登录", text, StringComparison.Ordinal);
        Assert.DoesNotContain("您的", text, StringComparison.Ordinal);
        Assert.All(await Notices(), notice => Assert.NotNull(notice.SentAt));
    }

    public void Dispose() => _store.Dispose();

    private NoticePump Pump(Receiver gateway, params INoticeSink[] sinks) => new(
        _store.Store.Work, sinks, _clock, Task.Delay, NullLogger<NoticePump>.Instance)
    {
        ChoicesOf = (_, _) => ValueTask.FromResult(_choices),
        Phones = new PhoneTexts(
            new HttpSmsSender(gateway.Url, "secret", _clock),
            (recipient, _) => ValueTask.FromResult(new RecipientPhones([Phone], _areOfHelper)), _clock.GetUtcNow,
            to => to - _clock.GetUtcNow(), _counts),
    };

    private static Task<int> Once(NoticePump pump) => pump.PumpOnce(CancellationToken.None);

    /// <summary>Looks, waits for what may come together, and sends.</summary>
    private async Task Pumped(NoticePump pump)
    {
        await Once(pump);
        _clock.Advance(PhoneTexts.Gathering);
        await Once(pump);
    }

    private async Task<ImmutableArray<NoticeRecord>> Notices() =>
        (await _store.Store.Work.Notices(null, false, new PageRequest(200, null))).Items;

    private Task Leave(string recipient, string kind, (string Name, string Value) value) =>
        Commit([new Notice(kind, recipient, ImmutableSortedDictionary<string, string>.Empty.Add(
            value.Name, value.Value))]);

    private Task Leave(string recipient, params string[] kinds) => Commit(
        [.. kinds.Select(kind => new Notice(kind, recipient, ImmutableSortedDictionary<string, string>.Empty))]);

    private async Task Commit(ImmutableArray<Notice> notices)
    {
        var id = new EntityId(EntityKind.Certificate, "Q-1");
        var header = new EventHeader(_clock.GetUtcNow(), "registry", "deadline", null, "1", $"c{_version}");
        ReadOnlyMemory<byte> body = "{}"u8.ToArray();
        var result = await _store.Store.Commit(new Commit
        {
            Id = id, ExpectedVersion = _version, Header = header, State = body, Notices = notices,
            Events =
            [
                new NewEvent(
                    "certificate.expired", body,
                    HashChain.Next(HashChain.Start.Span, id, ++_version, header, "certificate.expired", body.Span)),
            ],
        });
        Assert.IsType<CommitResult.Committed>(result);
    }

    private sealed class Sink : INoticeSink
    {
        public int Got { get; private set; }

        public string Name => "other";

        public Task<SinkReceipt> Send(NoticeRecord notice, LocalText text, CancellationToken cancellation = default)
        {
            Got++;
            return Task.FromResult<SinkReceipt>(new SinkReceipt.Taken("ok"));
        }
    }
}

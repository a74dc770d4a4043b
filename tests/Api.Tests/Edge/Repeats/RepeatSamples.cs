using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge.Repeats;

/// <summary>A POST that succeeds once, and what is never the same content.</summary>
/// <param name="Again">
/// Who sends it again; null: the same client. Some routes end the session of who calls them.
/// </param>
internal sealed record RepeatSample(
    HttpClient Client, string Path, object? Body, object? Other = null, Func<Task<HttpClient>>? Again = null);

/// <summary>One request for each POST whose answer is kept with the request.</summary>
internal static class RepeatSamples
{
    private const string Api = HttpSteps.Api;

    /// <summary>By method and route; the request is made when it is asked for.</summary>
    public static IReadOnlyDictionary<string, Func<RegistryApp, Task<RepeatSample>>> All { get; } =
        new Dictionary<string, Func<RegistryApp, Task<RepeatSample>>>
        {
            ["POST /api/v1/sessions"] = app => Anonymous(app, "/sessions",
                new { userName = "driver.3", password = RegistryApp.Password },
                new { userName = "driver.4", password = RegistryApp.Password }),
            ["POST /api/v1/verification-codes"] = app => Anonymous(app, "/verification-codes",
                new { phone = "13600000501" }, new { phone = "13600000502" }),
            ["POST /api/v1/accounts"] = OpenAccount,
            ["POST /api/v1/password-resets"] = ResetPassword,
            ["POST /api/v1/identifiers/check"] = app => Anonymous(app, "/identifiers/check",
                new { kind = "vin", value = "1M8GDM9AXKP042788" }, new { kind = "vin", value = "x" }),
            ["POST /api/v1/employers/{id}/drivers/{railLicenceId}/phone-recovery"] = async app =>
            {
                var (railway, _, path) = await LostPhone(app);
                return new(railway.Employer, path, new { });
            },
            ["POST /api/v1/recoveries/{recoveryId}"] = async app =>
            {
                var (railway, driver, path) = await LostPhone(app);
                var given = await railway.Employer.Done(Api + path);
                var (requestIdNew, codeNew) = await driver.Code("13600000506", "changePhone");
                var identityNumber = (string)(await driver.Get(Api + "/me"))["realName"]!["identityNumber"]!;
                return new(app.Anonymous(), $"/recoveries/{given["recoveryId"]}",
                    new { code = (string)given["code"]!, identityNumber, requestIdNew, codeNew },
                    new { code = "00000000", identityNumber, requestIdNew, codeNew });
            },
            ["POST /api/v1/me/agreements"] = async app =>
            {
                var client = await app.NewAccount(agrees: false);
                return new(client, "/me/agreements", new { agreements = await client.Agreements() });
            },
            ["POST /api/v1/me/password"] = async app =>
            {
                var (client, name) = await Person(app);
                const string next = "Correct-Horse-2";
                return new(client, "/me/password", new { oldPassword = RegistryApp.OwnPassword, newPassword = next },
                    Again: () => Renewed(app, name, next));
            },
            ["POST /api/v1/me/phone"] = async app =>
            {
                var (client, name) = await Person(app);
                var (requestIdNew, codeNew) = await client.Code("13600000504", "changePhone");
                return new(client, "/me/phone", new { requestIdNew, codeNew }, Again: () => Renewed(app, name));
            },
            ["POST /api/v1/me/sessions/revoke-all"] = async app =>
            {
                var (client, name) = await Person(app);
                return new(client, "/me/sessions/revoke-all", new { }, Again: () => Renewed(app, name));
            },
            ["POST /api/v1/me/not-me"] = async app =>
            {
                var (client, name) = await Person(app);
                return new(client, "/me/not-me", new { }, Again: () => Renewed(app, name));
            },
            ["POST /api/v1/me/re-authenticate"] = async app => new((await Person(app)).Client, "/me/re-authenticate",
                new { password = RegistryApp.OwnPassword }),
            ["POST /api/v1/me/authenticators/totp"] = async app =>
                new((await Person(app)).Client, "/me/authenticators/totp", new { }),
            ["POST /api/v1/me/authenticators/totp/confirm"] = async app =>
            {
                var (client, _) = await Person(app);
                var begun = await client.Done(Api + "/me/authenticators/totp");
                return new(client, "/me/authenticators/totp/confirm",
                    new { code = Generators.CodeNow((string)begun["secret"]!) });
            },
            ["POST /api/v1/me/authenticators/recovery-codes"] = async app =>
            {
                var (client, _) = await Person(app);
                var begun = await client.Done(Api + "/me/authenticators/totp");
                await client.Done(Api + "/me/authenticators/totp/confirm",
                    new { code = Generators.CodeNow((string)begun["secret"]!) });
                return new(client, "/me/authenticators/recovery-codes", new { });
            },
            ["POST /api/v1/me/calendar"] = async app =>
                new((await Person(app)).Client, "/me/calendar", new { action = "make" }),
            ["POST /api/v1/me/notices/{id}/read"] = async app =>
            {
                var client = await app.As("driver.1");
                var notices = await client.Get(Api + "/me/notices");
                return new(client, $"/me/notices/{notices["items"]![0]!["id"]}/read", new { });
            },
            ["POST /api/v1/me/shift"] = async app =>
                new(await app.As("enforcement.yunnan"), "/me/shift", new { place = "昆明收费站" }),
            ["POST /api/v1/search"] = async app => new(await app.As("officer.henan"), "/search",
                new { kind = "freightDriver", name = "张" }, new { kind = "freightDriver", name = "李" }),
            ["POST /api/v1/lookup"] = async app => new(await app.As("enforcement.yunnan"), "/lookup",
                new { plate = "云A12345", reason = "路检" }, new { plate = "云A12346", reason = "路检" }),
            ["POST /api/v1/admin/accounts/search"] = async app => new(
                await app.As("admin"), "/admin/accounts/search", new { query = "officer" }, new { query = "admin" }),
            ["POST /api/v1/admin/audit/search"] = async app => new(await app.As("auditor"), "/admin/audit/search",
                new { what = "search" }, new { what = "lookup" }),
            ["POST /api/v1/admin/rules/reload"] = async app =>
                new(await app.As("admin"), "/admin/rules/reload", new { }),
            ["POST /api/v1/admin/calendar"] = async app => new(await app.As("admin"), "/admin/calendar",
                """{"2039":{"holidays":["2039-01-03"],"workdays":[]}}"""),
            ["POST /api/v1/accounts/officers"] = async app => new(await app.As("admin"), "/accounts/officers",
                new { userName = Name("officer"), authority = "41", system = "road" }),
            ["POST /api/v1/accounts/enterprises"] = async app => new(await app.As("admin"), "/accounts/enterprises",
                new { userName = Name("operator"), role = "operator" }),
            ["POST /api/v1/accounts/{id}/reset"] = app => OnAnOfficer(app, "reset"),
            ["POST /api/v1/accounts/{id}/disable"] = app => OnAnOfficer(app, "disable"),
            ["POST /api/v1/accounts/{id}/enable"] = app => OnAnOfficer(app, "enable"),
            ["POST /api/v1/accounts/{id}/unlock"] = app => OnAnOfficer(app, "unlock"),
            ["POST /api/v1/accounts/{id}/end-sessions"] = app => OnAnOfficer(app, "end-sessions"),
            ["POST /api/v1/operators/{id}/accounts"] = app => OnAnEnterprise(app, "operator", ""),
            ["POST /api/v1/operators/{id}/accounts/{accountId}/reset"] =
                app => OnAnEnterprise(app, "operator", "reset"),
            ["POST /api/v1/operators/{id}/accounts/{accountId}/disable"] =
                app => OnAnEnterprise(app, "operator", "disable"),
            ["POST /api/v1/employers/{id}/accounts"] = app => OnAnEnterprise(app, "employer", ""),
            ["POST /api/v1/employers/{id}/accounts/{accountId}/reset"] =
                app => OnAnEnterprise(app, "employer", "reset"),
            ["POST /api/v1/employers/{id}/accounts/{accountId}/disable"] =
                app => OnAnEnterprise(app, "employer", "disable"),
        };

    private static string Name(string role) => $"{role}.{Guid.NewGuid():N}"[..24];

    private static Task<RepeatSample> Anonymous(RegistryApp app, string path, object body, object other) =>
        Task.FromResult(new RepeatSample(app.Anonymous(), path, body, other));

    private static async Task<(Railway Railway, HttpClient Driver, string Path)> LostPhone(RegistryApp app)
    {
        var railway = await Railway.New(app);
        var (driver, railId) = await railway.Driver();
        return (railway, driver, $"/employers/{railway.EmployerId}/drivers/{railId}/phone-recovery");
    }

    private static async Task<RepeatSample> OpenAccount(RegistryApp app)
    {
        var client = app.Anonymous();
        var (requestId, code) = await client.Code("13600000503", "register");
        return new(client, "/accounts", new { requestId, code, agreements = await client.Agreements() });
    }

    /// <summary>The answer is the same for a name that is not there.</summary>
    private static async Task<RepeatSample> ResetPassword(RegistryApp app)
    {
        var client = app.Anonymous();
        var (requestId, code) = await client.Code("13600000505", "resetPassword");
        return new(client, "/password-resets", new
        {
            userName = "nobody.here", requestId, code, totp = "123456", newPassword = "Correct-Horse-3",
        });
    }

    private static async Task<(HttpClient Client, string Name)> Person(RegistryApp app)
    {
        var client = await app.NewAccount();
        return (client, (string)(await client.Get(Api + "/me"))["userName"]!);
    }

    /// <summary>Signed in again, past the token that the app remembers.</summary>
    private static async Task<HttpClient> Renewed(
        RegistryApp app, string name, string password = RegistryApp.OwnPassword)
    {
        var client = app.Anonymous();
        var session = await client.Done(Api + "/sessions", new { userName = name, password });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        return client;
    }

    private static async Task<RepeatSample> OnAnOfficer(RegistryApp app, string act)
    {
        var admin = await app.As("admin");
        var opened = await admin.Done(Api + "/accounts/officers",
            new { userName = Name("officer"), authority = "41", system = "road" }, HttpStatusCode.Created);
        return new(admin, $"/accounts/{opened["id"]}/{act}", new { });
    }

    private static async Task<RepeatSample> OnAnEnterprise(RegistryApp app, string kind, string act)
    {
        var client = await app.As(kind + ".demo");
        var party = (string)(await client.Get(Api + "/me"))[kind + "Id"]!;
        var accounts = $"/{kind}s/{party}/accounts";
        if (act.Length == 0) return new(client, accounts, new { userName = Name(kind) });
        var opened = await client.Done(Api + accounts, new { userName = Name(kind) }, HttpStatusCode.Created);
        return new(client, $"{accounts}/{opened["id"]}/{act}", new { });
    }
}

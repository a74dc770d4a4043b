using OrleansRegistry.Api;

var builder = WebApplication.CreateBuilder(args);
builder.AddEdge();
builder.Services.AddRegistryApi();
builder.AddRegistryHost();

var app = builder.Build();
app.MapRegistryApi(devClock: app.Environment.IsDevelopment() && app.Configuration["Registry:Clock"] is { Length: > 0 });
app.SayWhenReady();
app.Run();
